// Workflow code as product teams have it: classes that extend each other, registries, builders, results and options, reducers,
// emitters, iterators, dual packages, dates. Each file stands beside a twin that does almost the same and is right. What is
// expected was written down before the rules saw any of them.

import {
  absent,
  ACTIVITIES,
  bundle,
  cancellation,
  cleanup,
  environment,
  lib,
  locale,
  network,
  order,
  pair,
  unverified,
  zone,
} from './parts.mjs';

const SDK = `import * as wf from '@temporalio/workflow';
import { allHandlersFinished, ActivityFailure, ApplicationFailure, CancellationScope, CancelledFailure, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, deprecatePatch, executeChild, isCancellation, log, patched, proxyActivities, setHandler, sleep, startChild, workflowInfo } from '@temporalio/workflow';
${ACTIVITIES}`;
const flow = (body, before = '') => order(body, `${SDK}\n${before}`);
/** Ways to write a date: one depends on the host, one does not. */
const DATES = {
  'src/dates.ts': `export const local = (date: Date): string => String(date.getHours());
export const iso = (date: Date): string => date.toISOString();
export const day = new Date(Date.UTC(2024, 4, 5, 12));`,
};

const CLASSES = [
  pair(
    'a template method that a grandchild fills',
    zone,
    {
      'src/reports/base.ts': `export abstract class Report { constructor(protected readonly at: Date) {} render(): string { return '# ' + this.head(); } protected head(): string { return this.title() + this.stamp(); } protected abstract title(): string; protected abstract stamp(): string; }`,
      'src/reports/daily.ts': `import { Report } from './base'; export abstract class Daily extends Report { protected title() { return 'daily '; } }`,
      'src/reports/index.ts': `import { Daily } from './daily'; export class Local extends Daily { protected stamp() { return this.at.toLocaleDateString('en-GB'); } } export class Utc extends Daily { protected stamp() { return this.at.toISOString(); } }`,
      w: order('return new $IT(new Date()).render();', `import { Local, Utc } from '../reports'; void [Local, Utc];`),
    },
    'Local',
    'Utc',
  ),
  pair(
    'a mixin',
    zone,
    {
      'src/mixins.ts': `type Constructor = new (...args: any[]) => object; export const Stamped = <T extends Constructor>(Base: T) => class extends Base { host() { return new Date().getHours(); } utc() { return new Date().getUTCHours(); } };`,
      'src/model.ts': `import { Stamped } from './mixins'; class Plain { constructor(readonly id: string) {} } export class Model extends Stamped(Plain) {}`,
      w: order('return new Model(kind).$IT();', `import { Model } from '../model';`),
    },
    'host',
    'utc',
  ),
  pair(
    'private methods, and a static factory',
    zone,
    {
      'src/invoice.ts': `export class Invoice { static #last = 0; readonly #at: Date; private constructor(at: Date) { this.#at = at; } static of(at = new Date()) { Invoice.#last += 1; return new Invoice(at); } #format() { return this.#at.$IT(); } get number() { return Invoice.#last + '-' + this.#format(); } }`,
      w: order('return Invoice.of().number;', `import { Invoice } from '../invoice';`),
    },
    'getDate',
    'getUTCDate',
  ),
  pair(
    'an error that notes when it was made',
    zone,
    {
      'src/errors/domain.ts': `export class DomainError extends Error { readonly at = new Date().$IT(); constructor(message: string, readonly code = 'E') { super(message); } toJSON() { return { code: this.code, at: this.at }; } }`,
      'src/errors/index.ts': `import { DomainError } from './domain'; export class NotFound extends DomainError { constructor(id: string) { super('no ' + id, 'NOT_FOUND'); } } export * from './domain';`,
      w: order(
        'try { throw new NotFound(kind); } catch (error) { return (error as NotFound).toJSON(); }',
        `import { NotFound } from '../errors';`,
      ),
    },
    'toString',
    'toISOString',
  ),
  pair(
    'services that are handed to a constructor by a container of classes',
    zone,
    {
      ...DATES,
      'src/di.ts': `type Class<T> = new (...args: any[]) => T; const wanted = new Map<Class<unknown>, Class<unknown>[]>(); export const needs = <T>(type: Class<T>, ...of: Class<unknown>[]): Class<T> => { wanted.set(type, of); return type; }; export class Module { private readonly made = new Map<Class<unknown>, unknown>(); get<T>(type: Class<T>): T { if (!this.made.has(type)) this.made.set(type, new type(...(wanted.get(type) ?? []).map((each) => this.get(each)))); return this.made.get(type) as T; } }`,
      'src/services.ts': `import { needs } from './di'; import { iso, local } from './dates'; export class Clock { now() { return new Date(); } } export class HostFormat { write(date: Date) { return local(date); } } export class UtcFormat { write(date: Date) { return iso(date); } } export class Orders { constructor(private readonly clock: Clock, private readonly format: { write(date: Date): string }) {} number() { return this.format.write(this.clock.now()); } } needs(Orders, Clock, $IT);`,
      w: order(
        'return new Module().get(Orders).number();',
        `import { Module } from '../di'; import { Orders } from '../services';`,
      ),
    },
    'HostFormat',
    'UtcFormat',
  ),
  pair(
    'a setter that Object.assign calls',
    zone,
    {
      'src/models.ts': `export class Host { text = ''; set at(date: Date) { this.text = date.toTimeString(); } } export class Utc { text = ''; set at(date: Date) { this.text = date.toUTCString(); } } export function fill<T extends object>(type: new () => T, values: object): T { return Object.assign(new type(), values); }`,
      w: order(
        'return fill($IT, { at: new Date() }).text;',
        `import { fill, Host, Utc } from '../models'; void [Host, Utc];`,
      ),
    },
    'Host',
    'Utc',
  ),
  pair(
    'a repository whose super calls come back',
    environment,
    {
      'src/store/base.ts': `export class Base<T> { constructor(protected readonly options: { prefix?: () => string } = {}) {} key(id: T): string { return this.prefix() + id; } protected prefix(): string { return this.options.prefix?.() ?? ''; } }`,
      'src/store/orders.ts': `import { Base } from './base'; export class Orders extends Base<string> { override key(id: string): string { return super.key(id.trim()); } protected override prefix(): string { return $IT; } }`,
      w: order('return new Orders().key(kind);', `import { Orders } from '../store/orders';`),
    },
    `process.env.PREFIX ?? 'shop'`,
    `super.prefix() || 'shop'`,
  ),
];

const REGISTRIES = [
  pair(
    'handlers that files register when they are loaded',
    zone,
    {
      ...DATES,
      'src/registry.ts': `const handlers = new Map<string, (date: Date) => string>(); export const register = (name: string, run: (date: Date) => string) => { handlers.set(name, run); }; export const run = (name: string) => handlers.get(name)?.(new Date());`,
      'src/handlers/host.ts': `import { register } from '../registry'; import { local } from '../dates'; register('host', local);`,
      'src/handlers/utc.ts': `import { register } from '../registry'; import { iso } from '../dates'; register('utc', iso);`,
      'src/handlers/index.ts': `import './host'; import './utc';`,
      w: order(`return run('$IT');`, `import '../handlers'; import { run } from '../registry';`),
    },
    'host',
    'utc',
  ),
  pair(
    'plugins in a list, of which one is loaded',
    locale,
    {
      'src/plugins/list.ts': `export const plugins: Array<(n: number) => string> = [];`,
      'src/plugins/host.ts': `import { plugins } from './list'; plugins.push((n) => n.toLocaleString());`,
      'src/plugins/fixed.ts': `import { plugins } from './list'; plugins.push((n) => n.toFixed(2));`,
      w: order(
        `return plugins.map((each) => each(12345.5));`,
        `import '../plugins/$IT'; import { plugins } from '../plugins/list';`,
      ),
    },
    'host',
    'fixed',
  ),
  pair(
    'a pipeline that is built step by step',
    zone,
    {
      ...DATES,
      'src/pipeline.ts': `export class Pipeline<I, O> { private constructor(private readonly steps: Array<(value: any) => any>) {} static from<I>(): Pipeline<I, I> { return new Pipeline([]); } then<N>(step: (value: O) => N): Pipeline<I, N> { return new Pipeline([...this.steps, step]); } run(value: I): O { return this.steps.reduce((done, step) => step(done), value as any); } }`,
      w: order(
        'return Pipeline.from<number>().then((n) => new Date(n)).then($IT).then((text) => text.trim()).run(Date.now());',
        `import { Pipeline } from '../pipeline'; import { iso, local } from '../dates'; void [iso, local];`,
      ),
    },
    'local',
    'iso',
  ),
  pair(
    'strategies by an enum',
    zone,
    {
      ...DATES,
      'src/strategies.ts': `import { iso, local } from './dates'; export enum Style { Host = 'HOST', Utc = 'UTC' } export const STRATEGIES: Record<Style, (date: Date) => string> = { [Style.Host]: local, [Style.Utc]: iso };`,
      w: order('return STRATEGIES[Style.$IT](new Date());', `import { STRATEGIES, Style } from '../strategies';`),
    },
    'Host',
    'Utc',
  ),
  pair(
    'functions of a namespace',
    zone,
    {
      'src/clock.ts': `export namespace Clock { const now = () => new Date(); export const host = () => now().getMinutes() + now().getTimezoneOffset(); export function utc() { return now().getUTCMinutes(); } export namespace Units { export const day = 86_400_000; } }`,
      w: order('return Clock.$IT() + Clock.Units.day;', `import { Clock } from '../clock';`),
    },
    'host',
    'utc',
  ),
  pair(
    'a barrel that names its modules',
    zone,
    {
      ...DATES,
      'src/shared/index.ts': `export * as dates from '../dates'; export { default as text } from './text';`,
      'src/shared/text.ts': `export default { trim: (value: string) => value.trim() };`,
      'src/index.ts': `export * from './shared';`,
      w: order('return text.trim(dates.$IT(dates.day));', `import { dates, text } from '../index';`),
    },
    'local',
    'iso',
  ),
  pair(
    'an object whose methods call each other',
    zone,
    {
      'src/format.ts': `export default { at: new Date(Date.UTC(2024, 1, 3)), host() { return this.pad(this.at.getHours()); }, utc() { return this.pad(this.at.getUTCHours()); }, pad(n: number) { return String(n).padStart(2, '0'); }, both: { short(this: void) { return 'x'; } } };`,
      w: order('return format.$IT() + format.both.short();', `import format from '../format';`),
    },
    'host',
    'utc',
  ),
];

const FUNCTIONS = [
  pair(
    'a pipe',
    zone,
    {
      ...DATES,
      'src/pipe.ts': `export function pipe(value: any, ...steps: Array<(value: any) => any>) { return steps.reduce((done, step) => step(done), value); } export const flow = (...steps: Array<(value: any) => any>) => (value: any) => pipe(value, ...steps);`,
      w: order(
        'return flow((n: number) => new Date(n), $IT, (text: string) => text.length > 0 && text)(Date.now());',
        `import { flow } from '../pipe'; import { iso, local } from '../dates'; void [iso, local];`,
      ),
    },
    'local',
    'iso',
  ),
  pair(
    'a formatter that is curried over its zone',
    zone,
    {
      'src/format.ts': `export const formatter = (locale: string) => (timeZone?: string) => (date: Date) => new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(date);`,
      'src/house.ts': `import { formatter } from './format'; const british = formatter('en-GB'); export const host = british(); export const utc = british('UTC');`,
      w: order('return $IT(new Date());', `import { host, utc } from '../house'; void [host, utc];`),
    },
    'host',
    'utc',
  ),
  pair(
    'defaults of what is taken apart',
    zone,
    {
      'src/numbers.ts': `interface Options { readonly offset?: () => number; readonly prefix?: string } export function number({ offset = () => new Date().getTimezoneOffset(), prefix = 'N' }: Options = {}): string { return prefix + offset(); }`,
      w: order('return number($IT);', `import { number } from '../numbers';`),
    },
    `{ prefix: 'X' }`,
    `{ offset: () => 0 }`,
  ),
  pair(
    'a tag for templates',
    locale,
    {
      'src/money.ts': `const tag = (write: (n: number) => string) => (parts: TemplateStringsArray, ...values: number[]) => parts.reduce((text, part, at) => text + part + (at < values.length ? write(values[at]!) : ''), ''); export const host = tag((n) => n.toLocaleString()); export const fixed = tag((n) => n.toFixed(2));`,
      w: order('return $IT`total ${12345.5} of ${2}`;', `import { fixed, host } from '../money'; void [fixed, host];`),
    },
    'host',
    'fixed',
  ),
  pair(
    'a generator of steps',
    zone,
    {
      ...DATES,
      'src/steps.ts': `import { iso, local } from './dates'; export function* steps(isHost: boolean): Generator<(date: Date) => string> { yield iso; if (isHost) yield local; yield* more(); } function* more() { yield (date: Date) => String(date.getTime()); }`,
      w: order(
        'const done = []; for (const step of steps($IT)) done.push(step(new Date())); return done;',
        `import { steps } from '../steps';`,
      ),
    },
    'true',
    'false',
  ),
  pair(
    'pages that are read one after another',
    network,
    {
      'src/pages.ts': `export async function* pages<T>(load: (page: number) => Promise<T | undefined>): AsyncGenerator<T> { for (let page = 0; page < 3; page += 1) { const one = await load(page); if (one === undefined) return; yield one; } }`,
      'src/sources.ts': `export const remote = async (page: number) => (await fetch('https://example.com/' + page)).status; export const fixed = async (page: number) => (page < 2 ? page : undefined);`,
      w: order(
        'const seen = []; for await (const page of pages($IT)) seen.push(page); return seen;',
        `import { pages } from '../pages'; import { fixed, remote } from '../sources'; void [fixed, remote];`,
      ),
    },
    'remote',
    'fixed',
  ),
  pair(
    'an object that can be iterated over',
    zone,
    {
      'src/range.ts': `export class Days { constructor(private readonly from: Date, private readonly count: number) {} *[Symbol.iterator]() { for (let at = 0; at < this.count; at += 1) { const day = new Date(this.from); day.$IT + at); yield day.toISOString(); } } }`,
      w: order('return [...new Days(new Date(0), 2)];', `import { Days } from '../range';`),
    },
    'setDate(day.getDate()',
    'setUTCDate(day.getUTCDate()',
    false,
  ),
  pair(
    'a reducer by the names of actions',
    zone,
    {
      'src/store.ts': `interface Action { readonly type: string } type Reducer<S> = (state: S, action: Action) => S; export const reducerOf = <S>(initial: S, cases: Record<string, Reducer<S>>): Reducer<S | undefined> => (state = initial, action) => cases[action.type]?.(state as S, action) ?? (state as S); export class Store<S> { private state: S; constructor(private readonly reducer: Reducer<any>) { this.state = reducer(undefined, { type: '@@init' }); } dispatch(action: Action) { this.state = this.reducer(this.state, action); return action; } get current() { return this.state; } }`,
      'src/orders.ts': `import { reducerOf } from './store'; export const orders = reducerOf({ day: 0, at: 0 }, { 'orders/host': (state) => ({ ...state, day: new Date().getDay() + new Date().getHours() }), 'orders/utc': (state) => ({ ...state, at: Date.now() }) });`,
      w: order(
        `const store = new Store<{ day: number; at: number }>(orders); store.dispatch({ type: 'orders/$IT' }); return store.current;`,
        `import { Store } from '../store'; import { orders } from '../orders';`,
      ),
    },
    'host',
    'utc',
  ),
  pair(
    'an emitter of events by their names',
    zone,
    {
      ...DATES,
      'src/emitter.ts': `export class Emitter<E extends Record<string, any>> { private readonly listeners: { [K in keyof E]?: Array<(event: E[K]) => void> } = {}; on<K extends keyof E>(name: K, listener: (event: E[K]) => void): this { (this.listeners[name] ??= []).push(listener); return this; } emit<K extends keyof E>(name: K, event: E[K]): boolean { const all = this.listeners[name]; all?.forEach((listener) => listener(event)); return all !== undefined; } }`,
      w: order(
        `const seen: string[] = []; const bus = new Emitter<{ paid: Date; sent: Date }>().on('paid', (date) => seen.push(local(date))).on('sent', (date) => seen.push(iso(date))); bus.emit('$IT', new Date()); return seen;`,
        `import { Emitter } from '../emitter'; import { iso, local } from '../dates';`,
      ),
    },
    'paid',
    'sent',
  ),
  pair(
    'a function that remembers its results',
    zone,
    {
      ...DATES,
      'src/memo.ts': `export function memoize<A extends unknown[], R>(run: (...args: A) => R, key: (...args: A) => string = (...args) => JSON.stringify(args)): (...args: A) => R { const known = new Map<string, R>(); return (...args) => { const id = key(...args); if (!known.has(id)) known.set(id, run(...args)); return known.get(id) as R; }; }`,
      w: order(
        'return format(new Date()) + format(new Date());',
        `import { memoize } from '../memo'; import { iso, local } from '../dates'; void [iso, local]; const format = memoize($IT, (date) => String(date.getTime()));`,
      ),
    },
    'local',
    'iso',
  ),
  pair(
    'a function around a function that measures it',
    absent,
    {
      'src/timed.ts': `export const timed = <A extends unknown[], R>(name: string, run: (...args: A) => R) => (...args: A): R => { const from = $IT; try { return run(...args); } finally { console.debug(name, $IT - from); } };`,
      'src/price.ts': `import { timed } from './timed'; export const price = timed('price', (kind: string) => kind.length * 3);`,
      w: order('return price(kind);', `import { price } from '../price';`),
    },
    'performance.now()',
    '(globalThis.performance?.now() ?? Date.now())',
  ),
  pair(
    'a proxy over settings',
    environment,
    {
      'src/settings.ts': `const defaults: Record<string, string> = { region: 'eu' }; export const host = new Proxy(defaults, { get: (target, key: string) => process.env[key.toUpperCase()] ?? target[key] }); export const fixed = new Proxy(defaults, { get: (target, key: string) => { if (!(key in target)) throw new Error('no ' + key); return target[key]; } });`,
      w: order('return $IT.region;', `import { fixed, host } from '../settings'; void [typeof fixed, typeof host];`),
    },
    'host',
    'fixed',
  ),
  pair(
    'array methods that are borrowed',
    zone,
    {
      ...DATES,
      w: order(
        'return Array.prototype.map.call([new Date()], $IT as (date: any) => string);',
        `import { iso, local } from '../dates'; void [iso, local];`,
      ),
    },
    'local',
    'iso',
  ),
  pair(
    'what is kept in a WeakMap',
    zone,
    {
      ...DATES,
      'src/hidden.ts': `const formats = new WeakMap<object, (date: Date) => string>(); export const hide = (owner: object, format: (date: Date) => string) => { formats.set(owner, format); return owner; }; export const write = (owner: object, date: Date) => formats.get(owner)!(date);`,
      w: order(
        'const owner = hide({}, $IT); return write(owner, new Date());',
        `import { hide, write } from '../hidden'; import { iso, local } from '../dates'; void [iso, local];`,
      ),
    },
    'local',
    'iso',
  ),
];

const TIME = [
  pair(
    'a day in a text with slashes',
    zone,
    order(`return new Date('$IT').toISOString();`),
    '2024/03/01',
    '2024-03-01',
  ),
  pair(
    'a text to which a helper adds an hour',
    zone,
    {
      'src/slots.ts': `export const slot = (day: string, hour: number) => new Date(\`\${day}T\${String(hour).padStart(2, '0')}:00:00$IT\`).getTime();`,
      w: order(`return slot('2024-03-01', 9);`, `import { slot } from '../slots';`),
    },
    '',
    'Z',
  ),
  pair(
    'parts that are spread into a date',
    zone,
    {
      'src/parts.ts': `export const partsOf = (text: string): [number, number, number] => { const [year, month, day] = text.split('-').map(Number); return [year!, month! - 1, day!]; };`,
      w: order(`return $IT;`, `import { partsOf } from '../parts';`),
    },
    `new Date(...partsOf('2024-03-01')).toISOString()`,
    `new Date(Date.UTC(...partsOf('2024-03-01'))).toISOString()`,
  ),
  pair(
    'names that are sorted',
    locale,
    {
      'src/sort.ts': `export const by = <T>(text: (value: T) => string, locale?: string) => (a: T, b: T) => text(a).localeCompare(text(b), locale);`,
      w: order(
        `return ['ä', 'z', 'a'].map((name) => ({ name })).sort(by(({ name }) => name$IT)).map(({ name }) => name);`,
        `import { by } from '../sort';`,
      ),
    },
    '',
    `, 'de'`,
  ),
  pair(
    'the zone that Intl resolves',
    zone,
    order('return $IT.resolvedOptions().timeZone;'),
    'Intl.DateTimeFormat()',
    `Intl.DateTimeFormat('en', { timeZone: 'UTC' })`,
  ),
  pair(
    'options of a format that stand in another module',
    zone,
    {
      'src/formats.ts': `export const SHORT = { dateStyle: 'short', timeStyle: 'short' } as const; export const SHORT_UTC = { ...SHORT, timeZone: 'UTC' } as const;`,
      w: order(`return new Date().toLocaleString('en-GB', formats.$IT);`, `import * as formats from '../formats';`),
    },
    'SHORT',
    'SHORT_UTC',
  ),
  pair(
    'a list of words in a sentence',
    locale,
    {
      'src/text.ts': `export const sentence = (words: string[], locale?: string) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);`,
      w: order('return sentence(ids$IT);', `import { sentence } from '../text';`),
    },
    '',
    `, 'en'`,
  ),
  pair(
    'what is left of a day',
    zone,
    {
      'src/time/ends.ts': `export const end = (date: Date) => { const copy = new Date(date.getTime()); copy.$IT(23, 59, 59, 999); return copy; };`,
      'src/time/left.ts': `import { end } from './ends'; export const left = (now = new Date()) => end(now).getTime() - now.getTime();`,
      'src/time/index.ts': `export * from './left';`,
      'src/policy.ts': `import { left } from './time'; export class Policy { timeout() { return Math.max(left(), 1000); } }`,
      w: order('return new Policy().timeout();', `import { Policy } from '../policy';`),
    },
    'setHours',
    'setUTCHours',
  ),
  pair(
    'a number in a text',
    locale,
    order('return $IT.format(1234.5);'),
    'new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 })',
    `new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 })`,
  ),
  pair('a date that is put into a template', zone, order('return `due ${$IT}`;'), 'new Date()', 'new Date().toJSON()'),
];

const HOST = [
  pair(
    'a deep copy that may fall back',
    absent,
    {
      'src/copy.ts': `export const copy = <T>(value: T): T => $IT;`,
      w: order('return copy({ ids });', `import { copy } from '../copy';`),
    },
    'structuredClone(value)',
    `typeof structuredClone === 'function' ? structuredClone(value) : JSON.parse(JSON.stringify(value))`,
  ),
  pair(
    'base64, four modules away',
    absent,
    {
      'src/codec/base.ts': `const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'; export const viaHost = (text: string) => Buffer.from(text, 'utf8').toString('base64'); export const byHand = (text: string) => [...new TextEncoder().encode(text)].map((byte) => ALPHABET[byte & 63]).join('');`,
      'src/codec/token.ts': `import { byHand, viaHost } from './base'; export const codecs = { viaHost, byHand };`,
      'src/cursor.ts': `import { codecs } from './codec/token'; export class Cursor { constructor(private readonly after: string) {} toString() { return codecs.$IT(this.after); } }`,
      'src/paging.ts': `import { Cursor } from './cursor'; export const next = (ids: string[]) => ({ after: \`\${new Cursor(ids.at(-1) ?? '')}\` });`,
      w: order('return next(ids);', `import { next } from '../paging';`),
    },
    'viaHost',
    'byHand',
  ),
  pair(
    'ids with randomness that is handed in',
    absent,
    {
      'src/ids.ts': `type Bytes = (size: number) => Uint8Array; const secure: Bytes = (size) => globalThis.crypto.getRandomValues(new Uint8Array(size)); export class Ids { constructor(private readonly bytes: Bytes = secure) {} next() { return [...this.bytes(4)].map((byte) => byte.toString(16)).join(''); } }`,
      w: order('return new Ids($IT).next();', `import { Ids } from '../ids';`),
    },
    '',
    '(size) => new Uint8Array(size).map(() => Math.floor(Math.random() * 256))',
  ),
  pair(
    'a helper that yields to others',
    absent,
    {
      'src/yield.ts': `export const breathe = () => new Promise<void>((resolve) => { $IT; });`,
      w: order('await breathe(); return kind;', `import { breathe } from '../yield';`),
    },
    'setImmediate(resolve)',
    'Promise.resolve().then(() => resolve())',
  ),
  pair(
    'a feature test for a browser',
    absent,
    {
      'src/platform.ts': `export const agent = () => ($IT ? navigator.userAgent : 'server');`,
      w: order('return agent();', `import { agent } from '../platform';`),
    },
    'true',
    `typeof navigator !== 'undefined'`,
  ),
  pair(
    'a package whose two builds differ',
    bundle,
    {
      ...lib(
        'dual',
        {
          'esm.mjs': `export const hash = (text) => text.length;`,
          'cjs.cjs': `const { createHash } = require('crypto'); exports.hash = (text) => createHash('md5').update(text).digest('hex');`,
        },
        { exports: { '.': { import: './$IT', require: './cjs.cjs' } } },
      ),
      w: order('return hash(kind);', `import { hash } from 'dual';`),
    },
    'cjs.cjs',
    'esm.mjs',
  ),
  pair(
    'a package with a build for browsers below a pattern',
    bundle,
    {
      ...lib(
        'tools',
        {
          'dist/node/hash.js': `import os from 'os'; export const hash = (text) => os.hostname() + text;`,
          'dist/web/hash.js': `export const hash = (text) => text;`,
        },
        { type: 'module', exports: { './*': { $IT: './dist/web/*.js', default: './dist/node/*.js' } } },
      ),
      w: order('return hash(kind);', `import { hash } from 'tools/hash';`),
    },
    'deno',
    'browser',
  ),
  pair(
    'a client that a barrel passes on',
    bundle,
    {
      'src/temporal/index.ts': `export $IT { Connection } from '@temporalio/client'; export const QUEUE = 'orders';`,
      w: order('return QUEUE;', `import { QUEUE } from '../temporal';`),
    },
    '',
    'type',
  ),
  pair(
    'what the replaced util has',
    absent,
    {
      w: order('return $IT;', `import * as util from 'util';`),
    },
    'util.inspect({ kind })',
    'new util.TextEncoder().encode(kind).length',
  ),
  pair(
    'what the replaced url has',
    absent,
    {
      w: order('return $IT;', `import * as url from 'url';`),
    },
    `url.parse('https://example.com/a').pathname`,
    `new url.URL('https://example.com/a').pathname`,
  ),
  pair(
    'a module that is loaded late',
    ['no-dynamic-import', 'no-unbundlable-import'],
    {
      'src/heavy.ts': `export const heavy = (kind: string) => kind + '!';`,
      w: order('const { heavy } = $IT; return heavy(kind);', `declare const require: (name: string) => any;`),
    },
    `await import('../heavy')`,
    `require('../heavy')`,
  ),
  pair(
    'JavaScript with types in comments',
    zone,
    {
      'src/lib/dates.mjs': `/** @param {Date} date @returns {string} */ export const stamp = (date) => String(date.$IT()); /** @template T @param {T} value */ export const id = (value) => value;`,
      'src/workflows/order.js': `import { id, stamp } from '../lib/dates.mjs'; /** @param {string[]} ids */ export async function order(ids) { return id(stamp(new Date())) + ids.length; }`,
    },
    'getHours',
    'getUTCHours',
  ),
  pair(
    'an old module that exports one class',
    zone,
    {
      'src/lib/legacy.js': `function Legacy(at) { this.at = at; } Legacy.prototype.host = function () { return this.at.getHours(); }; Legacy.prototype.utc = function () { return this.at.getUTCHours(); }; module.exports = Legacy; module.exports.create = function () { return new Legacy(new Date()); };`,
      w: order('return Legacy.create().$IT();', `// @ts-ignore\nimport Legacy from '../lib/legacy';`),
    },
    'host',
    'utc',
  ),
];

const CANCELLED = [
  unverified(
    'a compensation in a catch',
    cleanup,
    { w: flow(`await book(kind); try { await charge(kind); } catch (error) { $IT throw error; }`) },
    'await release(kind);',
    'await CancellationScope.nonCancellable(() => release(kind));',
  ),
  unverified(
    'a saga of a class',
    cleanup,
    {
      w: flow(
        `const saga = new Saga(); try { await book(kind); saga.add(() => release(kind)); await charge(kind); } catch (error) { await saga.undo(); throw error; } return kind;`,
        `class Saga { private readonly steps: Array<() => Promise<void>> = []; add(step: () => Promise<void>) { this.steps.unshift(step); } async undo() { $IT } }`,
      ),
    },
    'for (const step of this.steps) await step();',
    'await CancellationScope.nonCancellable(async () => { for (const step of this.steps) await step(); });',
  ),
  unverified(
    'a loop over orders of which some fail',
    cancellation,
    {
      w: flow(
        `const failed: string[] = []; for (const id of ids) { try { await charge(id); } catch (error) { $IT failed.push(id); } } return failed;`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'a clean-up in finally',
    cleanup,
    { w: flow(`await book(kind); try { return await charge(kind); } finally { $IT }`) },
    'await release(kind);',
    'await CancellationScope.nonCancellable(async () => { await release(kind); });',
  ),
];

const RULES = [
  unverified(
    'a branch on replaying',
    ['no-replay-branch'],
    { w: flow(`const { unsafe: { isReplaying } } = workflowInfo(); if (!isReplaying) { $IT } return kind;`) },
    'await notify(kind);',
    `console.log('first time');`,
  ),
  unverified(
    'a patch that is deprecated and asked for',
    ['no-deprecated-patch-in-use'],
    { w: flow(`deprecatePatch('add-notice'); $IT return charge(kind);`) },
    `if (patched('add-notice')) await notify(kind);`,
    'await notify(kind);',
  ),
  unverified(
    'a patch that is asked for when the module is loaded',
    ['no-patched-at-module-scope'],
    { w: flow(`if (isNew()) await notify(kind); return kind;`, `$IT`) },
    `const answer = patched('add-notice'); const isNew = () => answer;`,
    `const isNew = () => patched('add-notice');`,
  ),
  unverified(
    'a validator that asks an activity',
    ['synchronous-update-validators'],
    {
      w: flow(
        `setHandler(add, (id) => { ids.push(id); return ids.length; }, { validator: $IT }); await condition(() => ids.length > 9); return ids;`,
        `export const add = defineUpdate<number, [string]>('add');`,
      ),
    },
    'async (id) => { await charge(id); }',
    `(id) => { if (id === '') throw new Error('empty'); }`,
  ),
  unverified(
    'a query by a method that is async',
    ['synchronous-query-handlers'],
    {
      w: flow(
        `const cart = new Cart(); setHandler(items, () => cart.list()); await charge(kind); return cart.size;`,
        `export const items = defineQuery<string[]>('items'); class Cart { private readonly all: string[] = []; get size() { return this.all.length; } $IT list(): any { return this.all; } }`,
      ),
    },
    'async',
    '',
  ),
  unverified(
    'a query that starts an activity',
    ['no-commands-in-query-handlers'],
    {
      w: flow(
        `setHandler(state, () => { $IT return 'on'; }); await sleep('1 day'); return kind;`,
        `export const state = defineQuery<string>('state');`,
      ),
    },
    `void notify(kind);`,
    `log.debug('asked');`,
  ),
  unverified(
    'a continue-as-new that is not waited for',
    ['await-continue-as-new', 'no-floating-promises'],
    {
      w: flow(
        `await charge(kind); if (workflowInfo().continueAsNewSuggested) $IT continueAsNew<typeof order>(ids, kind); return kind;`,
      ),
    },
    '',
    'return',
  ),
  unverified(
    'a loop that ends by a test of the history',
    ['continue-as-new-in-endless-loops'],
    {
      w: flow(`for (;;) { await condition(() => ids.length > 0); const id = ids.shift()!; await charge(id); $IT }`, ``),
    },
    '',
    'if (workflowInfo().historyLength > 10_000) await continueAsNew<typeof order>(ids, kind);',
  ),
  unverified(
    'a notice behind a test',
    ['no-floating-promises'],
    { w: flow(`const paid = await charge(kind); paid === 'yes' && $IT; return paid;`) },
    'notify(kind)',
    '(await notify(kind))',
  ),
  unverified(
    'a child that nobody waits for',
    ['no-floating-promises'],
    { w: flow(`$IT startChild('ship', { args: [kind], parentClosePolicy: 'ABANDON' }); return kind;`) },
    '',
    'await',
  ),
  unverified(
    'notices for each',
    ['no-floating-promises'],
    { w: flow(`$IT; return ids.length;`) },
    'ids.forEach((id) => notify(id))',
    'for (const id of ids) await notify(id)',
  ),
  unverified(
    'a workflow that gives back a map',
    ['serializable-payloads'],
    {
      w: `${SDK}\nexport async function order(ids: string[]): Promise<$IT> { const all = new Map<string, string>(); for (const id of ids) all.set(id, await charge(id)); return all as never; }`,
    },
    'Map<string, string>',
    'Record<string, string>',
  ),
  unverified(
    'a time that is misspelt',
    ['valid-durations'],
    { w: flow(`await sleep('$IT'); return kind;`) },
    '2 weekz',
    '2 weeks',
  ),
  unverified(
    'polling by sleeping',
    ['prefer-condition'],
    {
      w: flow(
        `let isOpen = false; setHandler(open, () => { isOpen = true; }); $IT return kind;`,
        `export const open = defineSignal('open');`,
      ),
    },
    `while (!isOpen) { await sleep('1 minute'); }`,
    `await condition(() => isOpen);`,
  ),
  pair(
    'a prototype that is extended',
    ['no-shared-prototype-change'],
    {
      'src/extend.ts': `$IT export const last = <T>(list: readonly T[]) => list[list.length - 1];`,
      w: order('return last(ids);', `import { last } from '../extend';`),
    },
    `(Array.prototype as any).last = function () { return this[this.length - 1]; };`,
    ``,
    false,
  ),
  pair(
    'a busy wait of a helper',
    ['no-busy-loop'],
    {
      'src/workflows/wait.ts': `export function wait(milliseconds: number): void { const until = Date.now() + milliseconds; $IT }`,
      w: order('wait(5); return kind;', `import { wait } from './wait';`),
    },
    'while (Date.now() < until) {}',
    'if (Date.now() > until) throw new Error();',
    false,
  ),
  pair(
    'cells that are held weakly',
    ['no-garbage-collection'],
    {
      'src/cache.ts': `export class Cache<T extends object> { private readonly cells = new Map<string, { deref(): T | undefined }>(); set(key: string, value: T) { this.cells.set(key, $IT); return value; } }`,
      w: order('return new Cache<object>().set(kind, { kind });', `import { Cache } from '../cache';`),
    },
    'new WeakRef(value)',
    '{ deref: () => value }',
  ),
];

export const PRODUCTS = [...CLASSES, ...REGISTRIES, ...FUNCTIONS, ...TIME, ...HOST, ...CANCELLED, ...RULES];
