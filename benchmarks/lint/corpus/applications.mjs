// Workflow code as applications have it: configuration, loggers, workspaces, containers, helpers for dates and retries, each file beside
// a twin that does almost the same and is right. What is expected was written down before the rules saw any of them.

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

const workspace = (packages) => ({
  'package.json': '{ "name": "shop", "private": true, "workspaces": ["packages/*"] }',
  ...Object.fromEntries(
    Object.entries(packages).flatMap(([name, { files, ...manifest }]) => [
      [`packages/${name}/package.json`, JSON.stringify({ name: `@shop/${name}`, version: '0.0.0', ...manifest })],
      ...Object.entries(files).map(([path, text]) => [`packages/${name}/${path}`, text]),
    ]),
  ),
});
const SDK = `import * as wf from '@temporalio/workflow';
import { allHandlersFinished, ActivityFailure, ApplicationFailure, CancellationScope, CancelledFailure, ChildWorkflowFailure, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, executeChild, isCancellation, log, proxyActivities, setHandler, sleep, startChild, Trigger, TimeoutFailure, uuid4, workflowInfo } from '@temporalio/workflow';
${ACTIVITIES}`;
const flow = (body, before = '') => order(body, `${SDK}\n${before}`);

const CONFIGURATION = [
  pair(
    'settings that are read when they are loaded',
    environment,
    {
      'src/shared/config.ts': `export const config = { region: $IT, retries: 3 };`,
      w: order('return config.retries;', `import { config } from '../shared/config';`),
    },
    `process.env.REGION ?? 'eu'`,
    `'eu'`,
  ),
  pair(
    'settings behind a test for a process',
    environment,
    {
      'src/shared.ts': `const env: Record<string, string | undefined> = $IT ? process.env : {};
export const config = { cover: env.COVER === 'true', node: env.NODE_ENV };`,
      w: order('return config.cover;', `import { config } from '../shared';`),
    },
    `typeof window === 'undefined'`,
    `typeof process !== 'undefined' && process.env`,
  ),
  pair(
    'a getter of one setting',
    environment,
    {
      'src/shared/config.ts': `class Config { get region() { return process.env.REGION; } get currency() { return 'EUR'; } } export const config = new Config();`,
      w: order('return config.$IT;', `import { config } from '../shared/config';`),
    },
    'region',
    'currency',
  ),
  pair(
    'settings that a schema checks',
    environment,
    {
      ...lib('tiny-schema', {
        'index.js': `exports.object = (shape) => ({ parse: (value) => Object.fromEntries(Object.keys(shape).map((key) => [key, shape[key](value[key])])) }); exports.string = (value) => String(value);`,
      }),
      'src/env.ts': `import { object, string } from 'tiny-schema'; const schema = object({ REGION: string }); export const env = schema.parse($IT);`,
      w: order('return env.REGION;', `import { env } from '../env';`),
    },
    'process.env',
    `{ REGION: 'eu' }`,
  ),
  pair(
    'which environment it is, the one thing that is built in',
    environment,
    {
      'src/env.ts': `export const isProduction = process.env.$IT === 'production';`,
      w: order('return isProduction;', `import { isProduction } from '../env';`),
    },
    'APP_ENV',
    'NODE_ENV',
  ),
  pair(
    'a setting as a default of a parameter, three modules away',
    environment,
    {
      'src/lib/limits.ts': `export const limit = (most = Number($IT)) => most;`,
      'src/lib/batches.ts': `import { limit } from './limits'; export const chunk = (ids: string[]) => ids.slice(0, limit());`,
      'src/lib/index.ts': `export * from './batches';`,
      w: order('return chunk(ids);', `import { chunk } from '../lib';`),
    },
    'process.env.MOST',
    '7',
  ),
  pair(
    'a helper that reads any setting',
    environment,
    {
      'src/lib/env.ts': `export function setting(name: string, fallback?: string): string { const value = fallback ?? process.env[name]; if (!value) throw new Error(name); return value; }`,
      w: order('return setting($IT);', `import { setting } from '../lib/env';`),
    },
    `'REGION'`,
    `'REGION', 'eu'`,
  ),
  pair(
    'settings that are frozen deep',
    environment,
    {
      'src/lib/freeze.ts': `export function freeze<T extends object>(value: T): T { for (const each of Object.values(value)) if (typeof each === 'object' && each !== null) freeze(each); return Object.freeze(value); }`,
      'src/config.ts': `import { freeze } from './lib/freeze'; export default freeze({ queue: { name: 'orders', host: $IT } });`,
      w: order('return config.queue.name;', `import config from '../config';`),
    },
    'process.env.HOST',
    `'localhost'`,
  ),
];

const WORKSPACES = [
  unverified(
    'a workspace package whose entry is its source',
    network,
    {
      ...workspace({
        http: {
          type: 'module',
          exports: { '.': './src/index.ts' },
          files: {
            'src/index.ts': `export * from './client.js'; export * from './errors.js';`,
            'src/client.ts': `export class Client { constructor(private readonly base: string) {} get(path: string) { return fetch(this.base + path); } }`,
            'src/errors.ts': `export class HttpError extends Error { constructor(readonly status: number) { super('HTTP ' + status); } }`,
          },
        },
      }),
      w: order('return $IT;', `import { Client, HttpError } from '@shop/http';`),
    },
    `new Client('/x').get('/y')`,
    'new HttpError(404).status',
  ),
  unverified(
    'a barrel of a workspace package with its database',
    bundle,
    {
      ...workspace({
        shared: {
          main: './src/index.ts',
          files: {
            'src/index.ts': `export * from './types'; $IT`,
            'src/types.ts': `export enum Status { Open = 'open' }`,
            'src/database.ts': `import { readFileSync } from 'fs'; export const schema = () => readFileSync('schema.sql', 'utf8');`,
          },
        },
      }),
      w: order('return Status.Open;', `import { Status } from '@shop/shared';`),
    },
    `export * from './database';`,
    `export type * from './database';`,
  ),
  unverified(
    'types of a workspace package that names its database',
    bundle,
    {
      ...workspace({
        shared: {
          main: './src/index.ts',
          files: {
            'src/index.ts': `export * from './types'; export * from './database';`,
            'src/types.ts': `export interface Order { id: string } export const isOrder = (value: unknown): value is Order => typeof value === 'object';`,
            'src/database.ts': `import { connect } from 'net'; export const open = () => connect(5432);`,
          },
        },
      }),
      w: order(
        'const all: Order[] = ids.map((id) => ({ id })); return $IT;',
        `import { isOrder, type Order } from '@shop/shared';`,
      ),
    },
    'all.every(isOrder)',
    'all.length',
  ),
  unverified(
    'subpaths of a workspace package',
    bundle,
    {
      ...workspace({
        core: {
          type: 'module',
          exports: { './*': './src/*.ts' },
          files: {
            'src/result.ts': `export const ok = (value: unknown) => ({ ok: true, value });`,
            'src/store.ts': `import { mkdirSync } from 'node:fs'; export const ok = (value: string) => mkdirSync(value);`,
          },
        },
      }),
      w: order('return [ids].map(ok).length;', `import { ok } from '@shop/core/$IT';`),
    },
    'store',
    'result',
  ),
  unverified(
    'a workspace package that is built to a folder that is not there',
    environment,
    {
      ...workspace({
        config: {
          type: 'module',
          main: './dist/index.js',
          types: './dist/index.d.ts',
          exports: { '.': { types: './dist/index.d.ts', import: './dist/index.js' } },
          files: {
            'tsconfig.json': `{ "compilerOptions": { "rootDir": "src", "outDir": "dist" } }`,
            'src/index.ts': `export { queue } from './queue.js'; $IT`,
            'src/queue.ts': `export const queue = 'orders';`,
            'src/secrets.ts': `export const secret = process.env.SECRET;`,
          },
        },
      }),
      w: order('return queue;', `import { queue } from '@shop/config';`),
    },
    `export { secret } from './secrets.js';`,
    '',
  ),
  unverified(
    'an alias of the compiler to a workspace folder',
    network,
    {
      'tsconfig.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["libs/*/src"] } } }`,
      'libs/rates/src/index.ts': `import { RatesService } from './rates.service'; export const rates = new RatesService();`,
      'libs/rates/src/rates.service.ts': `export class RatesService { private readonly known = new Map<string, number>([['EUR', 1]]); async fetchRate(of: string) { return (await fetch('https://rates.example/' + of)).json(); } rate(of: string) { return this.known.get(of) ?? 0; } }`,
      w: order('return await rates.$IT(kind);', `import { rates } from '@app/rates';`),
    },
    'fetchRate',
    'rate',
  ),
];

const LOGGERS = [
  pair(
    'a logger of ones own over the console',
    absent,
    {
      'src/lib/logger.ts': `type Level = 'info' | 'warn'; export const logger = { write(level: Level, text: string, fields: object = {}) { $IT; }, info(text: string, fields?: object) { this.write('info', text, fields); } };`,
      w: order(`logger.info('start', { kind }); return kind;`, `import { logger } from '../lib/logger';`),
    },
    'process.stdout.write(JSON.stringify({ level, text, ...fields }))',
    'console[level](text, fields)',
  ),
  pair(
    'a table on the console',
    absent,
    {
      w: order(`console.$IT(ids); return ids.length;`),
    },
    'table',
    'debug',
  ),
  pair(
    'a logger by the name of its level',
    absent,
    {
      'src/lib/logger.ts': `const sinks: Record<string, (text: string) => void> = { info: (text) => console.info(text), trace: (text) => console.trace(text) }; export class Logger { constructor(private readonly name: string) {} log(level: string, text: string) { sinks[level]?.(this.name + text); } }`,
      w: order(`new Logger('order').log('$IT', kind); return kind;`, `import { Logger } from '../lib/logger';`),
    },
    'trace',
    'info',
  ),
  pair(
    'a decorator that measures',
    absent,
    {
      'src/lib/timed.ts': `export const timed = <A extends unknown[], R>(name: string, run: (...given: A) => Promise<R>) => async (...given: A): Promise<R> => { const start = $IT; try { return await run(...given); } finally { console.info(name, $IT - start); } };`,
      'src/lib/steps.ts': `import { timed } from './timed'; export const total = timed('total', async (ids: string[]) => ids.length);`,
      w: order('return total(ids);', `import { total } from '../lib/steps';`),
    },
    'performance.now()',
    'Date.now()',
  ),
];

const CONTAINERS = [
  pair(
    'services that a container makes when asked',
    network,
    {
      'src/container.ts': `type Factory<T> = (container: Container) => T;
export class Container { private readonly factories = new Map<string, Factory<unknown>>(); private readonly made = new Map<string, unknown>(); register<T>(name: string, factory: Factory<T>): this { this.factories.set(name, factory); return this; } get<T>(name: string): T { if (!this.made.has(name)) this.made.set(name, this.factories.get(name)!(this)); return this.made.get(name) as T; } }`,
      'src/services.ts': `import { Container } from './container'; export class Http { send(path: string) { return fetch(path); } } export class Fees { of(amount: number) { return amount / 10; } } export class Billing { constructor(private readonly http: Http, private readonly fees: Fees) {} $IT }
export const container = new Container().register('http', () => new Http()).register('fees', () => new Fees()).register('billing', (all) => new Billing(all.get('http'), all.get('fees')));`,
      w: order(
        `return container.get<Billing>('billing').bill(7);`,
        `import { container, type Billing } from '../services';`,
      ),
    },
    'async bill(amount: number) { return this.http.send(String(amount)); }',
    'async bill(amount: number) { return this.fees.of(amount); }',
  ),
  pair(
    'a service with its parts as a default',
    network,
    {
      'src/billing.ts': `interface Parts { send(path: string): Promise<unknown>; now(): number } const real: Parts = { send: (path) => fetch(path), now: () => Date.now() };
export const billing = ({ send, now }: Parts = real) => ({ bill: (id: string) => send(id), stamp: () => now() });`,
      w: order('return billing().$IT(kind);', `import { billing } from '../billing';`),
    },
    'bill',
    'stamp',
  ),
  pair(
    'a factory of strategies by name',
    network,
    {
      'src/payments/strategy.ts': `export abstract class Strategy { abstract pay(id: string): Promise<unknown>; async run(id: string) { return this.pay(id); } }`,
      'src/payments/card.ts': `import { Strategy } from './strategy'; export class Card extends Strategy { override async pay(id: string) { return fetch('https://card.example/' + id); } }`,
      'src/payments/invoice.ts': `import { Strategy } from './strategy'; export class Invoice extends Strategy { override async pay(id: string) { return id + ' by invoice'; } }`,
      'src/payments/index.ts': `import { Card } from './card'; import { Invoice } from './invoice'; const strategies = { card: Card, invoice: Invoice } as const; export const strategyOf = (name: keyof typeof strategies) => new strategies[name]();`,
      w: order(`return strategyOf('$IT').run(kind);`, `import { strategyOf } from '../payments';`),
    },
    'card',
    'invoice',
  ),
  pair(
    'a client that is made once, when it is first used',
    network,
    {
      'src/client.ts': `let client: Client | undefined; class Client { call(path: string) { return fetch(path); } name() { return 'client'; } } export const clientOf = () => (client ??= new Client());`,
      w: order('return clientOf().$IT(kind);', `import { clientOf } from '../client';`),
    },
    'call',
    'name',
  ),
  pair(
    'a class whose method is bound in its constructor',
    absent,
    {
      'src/counter.ts': `export class Counter { private count = 0; constructor() { this.next = this.next.bind(this); this.name = this.name.bind(this); } next() { this.count += 1; return crypto.getRandomValues(new Uint8Array(4))[0]! + this.count; } name() { return 'counter' + this.count; } }`,
      w: order('const { $IT } = new Counter(); return ids.map($IT);', `import { Counter } from '../counter';`),
    },
    'next',
    'name',
  ),
  pair(
    'a method decorator that tries again',
    network,
    {
      'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
      'src/retry.ts': `export const Retry = (times: number) => (_target: unknown, _key: string, descriptor: PropertyDescriptor) => { const original = descriptor.value; descriptor.value = async function (this: unknown, ...given: unknown[]) { let last: unknown; for (let round = 0; round < times; round += 1) { try { return await original.apply(this, given); } catch (error) { last = error; } } throw last; }; return descriptor; };`,
      'src/mailer.ts': `import { Retry } from './retry'; export class Mailer { @Retry(3) async send(to: string) { return $IT; } }`,
      w: order('return new Mailer().send(kind);', `import { Mailer } from '../mailer';`),
    },
    `fetch('mailto:' + to)`,
    `'to ' + to`,
  ),
];

const FUNCTIONS = [
  pair(
    'steps of a pipeline',
    network,
    {
      'src/lib/pipe.ts': `type Step = (value: any) => unknown; export const pipe = (...steps: Step[]) => async (value: unknown) => { let now: unknown = value; for (const step of steps) now = await step(now); return now; };`,
      'src/steps.ts': `export const trim = (text: string) => text.trim(); export const post = (text: string) => fetch('/x', { method: 'POST', body: text }); export const shout = (text: string) => text.toUpperCase();`,
      w: order(
        'return run(kind);',
        `import { pipe } from '../lib/pipe'; import * as steps from '../steps'; const run = pipe(steps.trim, steps.$IT);`,
      ),
    },
    'post',
    'shout',
  ),
  pair(
    'steps of a saga in a table',
    network,
    {
      'src/saga.ts': `export interface Step<C> { name: string; run(context: C): Promise<void>; undo?(context: C): Promise<void> }
export async function runSaga<C>(steps: Step<C>[], context: C) { const done: Step<C>[] = []; try { for (const step of steps) { await step.run(context); done.push(step); } } catch (error) { for (const step of done.reverse()) await step.undo?.(context); throw error; } }`,
      'src/steps.ts': `import type { Step } from './saga'; export const steps: Step<{ id: string }>[] = [{ name: 'reserve', async run({ id }) { void id; } }, { name: 'bill', async run({ id }) { $IT; } }];`,
      w: order(
        'await runSaga(steps, { id: kind }); return kind;',
        `import { runSaga } from '../saga'; import { steps } from '../steps';`,
      ),
    },
    `await fetch('/bill/' + id)`,
    'void id.length',
  ),
  pair(
    'a function that is remembered by its key',
    absent,
    {
      'src/memo.ts': `export function memo<A extends unknown[], R>(make: (...given: A) => R) { const known = new Map<string, R>(); return (...given: A): R => { const key = JSON.stringify(given); const old = known.get(key); if (old !== undefined) return old; const made = make(...given); known.set(key, made); return made; }; }`,
      'src/ids.ts': `import { memo } from './memo'; export const idOf = memo((name: string) => $IT);`,
      w: order('return idOf(kind);', `import { idOf } from '../ids';`),
    },
    `crypto.randomUUID() + name`,
    `'id-' + name`,
  ),
  pair(
    'a reducer that a loop drives',
    absent,
    {
      'src/machine.ts': `type Event = { type: 'paid' } | { type: 'shipped' }; const on = { paid: (state: object) => ({ ...state, paid: true }), shipped: (state: object) => ({ ...state, copy: structuredClone(state) }) }; export const reduce = (state: object, event: Event) => on[event.type](state);`,
      w: order(`return [{ type: '$IT' } as const].reduce(reduce, {});`, `import { reduce } from '../machine';`),
    },
    'shipped',
    'paid',
  ),
  pair(
    'a builder whose last call does it',
    network,
    {
      'src/query.ts': `export class Query { private readonly parts: string[] = []; where(part: string) { this.parts.push(part); return this; } limit(most: number) { this.parts.push(String(most)); return this; } toString() { return this.parts.join(' '); } run() { return fetch('/q?' + this.toString()); } } export const from = (table: string) => new Query().where(table);`,
      w: order(`return from('orders').where(kind).limit(3).$IT();`, `import { from } from '../query';`),
    },
    'run',
    'toString',
  ),
  pair(
    'generators that give pages',
    network,
    {
      'src/pages.ts': `export async function* pages(load: (page: number) => Promise<string[]>) { for (let page = 0; page < 3; page += 1) { const items = await load(page); if (items.length === 0) return; yield* items; } }
export const remote = async (page: number): Promise<string[]> => (await fetch('/p/' + page)).json() as Promise<string[]>; export const local = async (page: number): Promise<string[]> => (page === 0 ? ['a'] : []);`,
      w: order(
        'const all: string[] = []; for await (const each of pages($IT)) all.push(each); return all;',
        `import { local, pages, remote } from '../pages';`,
      ),
    },
    'remote',
    'local',
  ),
  pair(
    'a result that is looked into',
    network,
    {
      'src/result.ts': `export const ok = <T>(value: T) => ({ ok: true as const, value, then: undefined, map: <U>(make: (value: T) => U) => ok(make(value)), orElse: (_other: () => unknown) => value }); `,
      'src/rates.ts': `import { ok } from './result'; export const rate = (kind: string) => ok(kind.length);`,
      w: order(`return rate(kind).$IT;`, `import { rate } from '../rates';`),
    },
    `map((value) => fetch('/r/' + value))`,
    `orElse(() => fetch('/r'))`,
  ),
  pair(
    'a proxy that stands for all methods',
    network,
    {
      'src/api.ts': `const call = (name: string) => (...given: unknown[]) => $IT; export const api = new Proxy({} as Record<string, (...given: unknown[]) => unknown>, { get: (_target, name) => call(String(name)) });`,
      w: order('return api.charge!(kind);', `import { api } from '../api';`),
    },
    `fetch('/' + name, { body: JSON.stringify(given) })`,
    `[name, given].length`,
  ),
];

const TIME = [
  pair(
    'the season of a day',
    zone,
    {
      'src/lib/season.ts': `export const seasonOf = (date: Date = new Date()) => { const month = date.$IT() + 1; return month < 4 ? 'winter' : 'other'; };`,
      w: order('return seasonOf(new Date(Date.UTC(2026, 3, 1, 2)));', `import { seasonOf } from '../lib/season';`),
    },
    'getMonth',
    'getUTCMonth',
  ),
  pair(
    'tomorrow at nine',
    zone,
    {
      'src/lib/calendar.ts': `export function tomorrowAtNine(now = new Date()) { const day = new Date(now); day.$IT(day.getUTCDate() + 1); return day.toISOString(); }`,
      w: order('return tomorrowAtNine();', `import { tomorrowAtNine } from '../lib/calendar';`),
    },
    'setDate',
    'setUTCDate',
  ),
  pair(
    'a day in a text for a customer',
    [...locale, ...zone],
    {
      'src/lib/mail.ts': `export const subject = (order: { at: Date }) => \`Your order of \${order.at.$IT}\`;`,
      w: order('return subject({ at: new Date(kind.length) });', `import { subject } from '../lib/mail';`),
    },
    'toLocaleString()',
    `toISOString().slice(0, 10)`,
  ),
  pair(
    'a price in a text for a customer',
    locale,
    {
      'src/lib/money.ts': `export const euros = (cents: number) => (cents / 100).toLocaleString($IT, { style: 'currency', currency: 'EUR' });`,
      w: order('return euros(ids.length);', `import { euros } from '../lib/money';`),
    },
    'undefined',
    `'de-DE'`,
  ),
  pair(
    'names in order',
    locale,
    {
      'src/lib/sort.ts': `const collator = new Intl.Collator($IT); export const sorted = (names: string[]) => [...names].sort(collator.compare);`,
      w: order('return sorted([...ids, "z", "ä", "o", "ö"]);', `import { sorted } from '../lib/sort';`),
    },
    '',
    `'en'`,
  ),
  pair(
    'a day that a form gives',
    zone,
    {
      w: order('return Date.parse(`2026-03-01$IT`);'),
    },
    'T09:00',
    '',
  ),
  pair(
    'how long until the deadline',
    zone,
    {
      'src/lib/deadline.ts': `export const until = (day: { year: number; month: number; day: number }) => $IT - Date.now();`,
      w: order('return until({ year: 2026, month: 3, day: 1 });', `import { until } from '../lib/deadline';`),
    },
    'new Date(day.year, day.month - 1, day.day).getTime()',
    'Date.UTC(day.year, day.month - 1, day.day)',
  ),
  pair(
    'the zone of the machine as a default',
    zone,
    {
      'src/lib/zone.ts': `export const zoneOf = (user: { zone?: string }) => user.zone ?? $IT;`,
      w: order('return zoneOf({});', `import { zoneOf } from '../lib/zone';`),
    },
    'Intl.DateTimeFormat().resolvedOptions().timeZone',
    `'UTC'`,
  ),
  pair(
    'hours of business',
    zone,
    {
      'src/lib/business.ts': `export const isOpen = (at: Date) => { const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hour12: false$IT }).format(at)); return hour >= 9 && hour < 17; };`,
      w: order('return isOpen(new Date(kind.length));', `import { isOpen } from '../lib/business';`),
    },
    '',
    `, timeZone: 'Europe/Berlin'`,
  ),
];

const ENDS = [
  unverified(
    'an activity that may fail before the next run',
    cancellation,
    {
      w: flow(
        `for (const id of ids) { try { await charge(id); } catch (error) { $IT log.warn('skipped', { id, error }); } } return ids.length;`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'children that are settled, whatever comes',
    cancellation,
    {
      w: flow(
        `const results: string[] = []; for (const id of ids) { const [result] = await Promise.allSettled([charge(id)]); $IT results.push(result!.status); } return results;`,
      ),
    },
    '',
    `if (result!.status === 'rejected' && isCancellation(result!.reason)) throw result!.reason;`,
  ),
  unverified(
    'a helper that gives null for an error',
    cancellation,
    {
      'src/lib/safe.ts': `import { isCancellation } from '@temporalio/workflow'; export async function safe<T>(run: () => Promise<T>): Promise<T | null> { try { return await run(); } catch (error) { $IT return null; } }`,
      w: flow(
        `for (const id of ids) await safe(() => charge(id)); return ids.length;`,
        `import { safe } from '../lib/safe';`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'the method of a promise that gives a default, in a loop',
    cancellation,
    {
      w: flow(
        `for (const id of ids) await charge(id).catch((error: unknown) => { $IT return 'failed'; }); return ids.length;`,
      ),
    },
    '',
    'if (isCancellation(error)) throw error;',
  ),
  unverified(
    'what is undone when anything fails',
    cleanup,
    {
      w: flow(
        `const undo: (() => Promise<void>)[] = []; try { for (const id of ids) { undo.unshift(() => refund(id)); await charge(id); } } catch (error) { $IT throw error; } return ids;`,
      ),
    },
    'for (const each of undo) await each();',
    'await CancellationScope.nonCancellable(async () => { for (const each of undo) await each(); });',
  ),
  unverified(
    'a status that is written in the end',
    cleanup,
    {
      w: flow(`let status = 'failed'; try { await charge(kind); status = 'done'; } finally { $IT } return status;`),
    },
    'await notify(status);',
    'await CancellationScope.nonCancellable(() => notify(status));',
  ),
  unverified(
    'compensations of a class',
    cleanup,
    {
      'src/lib/saga.ts': `import { CancellationScope } from '@temporalio/workflow'; export class Saga { private readonly undo: (() => Promise<void>)[] = []; add(step: () => Promise<void>) { this.undo.push(step); } async compensate() { for (const step of this.undo.reverse()) await step(); } async compensateAlways() { await CancellationScope.nonCancellable(() => this.compensate()); } }`,
      w: flow(
        `const saga = new Saga(); try { saga.add(() => release(kind)); await book(kind); await charge(kind); } catch (error) { await saga.$IT(); throw error; } return kind;`,
        `import { Saga } from '../lib/saga';`,
      ),
    },
    'compensate',
    'compensateAlways',
  ),
  unverified(
    'errors that are gathered',
    cancellation,
    {
      w: flow(
        `const failed: string[] = []; for (const id of ids) { try { await charge(id); } catch (error) { $IT } } return failed;`,
      ),
    },
    `failed.push(error instanceof Error ? error.message : String(error));`,
    `throw ApplicationFailure.create({ message: String(error), cause: error as Error });`,
  ),
];

const HANDLERS = [
  unverified(
    'an update that charges, and a workflow that does not wait for it',
    ['await-all-handlers'],
    {
      w: flow(
        `let isClosed = false; setHandler(pay, async (id) => charge(id)); setHandler(close, () => { isClosed = true; }); await condition(() => isClosed); $IT return isClosed;`,
        `export const pay = defineUpdate<string, [string]>('pay'); export const close = defineSignal('close');`,
      ),
    },
    '',
    'await condition(allHandlersFinished);',
  ),
  unverified(
    'a state that is asked for after the first step',
    ['handlers-before-first-await'],
    {
      w: flow(`const state = { step: 'new' }; $IT`, `export const stateQuery = defineQuery<string>('state');`),
    },
    `await charge(kind); setHandler(stateQuery, () => state.step); await notify(kind); return state;`,
    `setHandler(stateQuery, () => state.step); await charge(kind); await notify(kind); return state;`,
  ),
  unverified(
    'waiting for a signal by sleeping',
    ['prefer-condition'],
    {
      w: flow(
        `let choice: string | undefined; setHandler(chosen, (one) => { choice = one; }); const until = Date.now() + 60_000; $IT return choice ?? 'none';`,
        `export const chosen = defineSignal<[string]>('chosen');`,
      ),
    },
    `while (!choice && Date.now() < until) await sleep(1000);`,
    `await condition(() => choice !== undefined, until - Date.now());`,
  ),
  unverified(
    'a notice that nobody waits for',
    ['no-floating-promises'],
    {
      w: flow(`await charge(kind); $IT return kind;`),
    },
    `notify(kind).then(() => log.info('told'));`,
    `await notify(kind).then(() => log.info('told'));`,
  ),
  unverified(
    'work that is started for each',
    ['no-floating-promises'],
    {
      w: flow(`$IT return ids.length;`),
    },
    'ids.forEach(async (id) => { await charge(id); });',
    'await Promise.all(ids.map(async (id) => { await charge(id); }));',
  ),
  unverified(
    'a monitor that never ends',
    ['continue-as-new-in-endless-loops'],
    {
      w: flow(`let rounds = 0; while (true) { await charge(kind); await sleep('5 minutes'); $IT rounds += 1; }`),
    },
    '',
    'if (rounds > 500) await continueAsNew<typeof order>(ids, kind);',
  ),
  unverified(
    'a query that asks an activity',
    ['synchronous-query-handlers', 'no-commands-in-query-handlers'],
    {
      w: flow(
        `let state = 'new'; setHandler(stateQuery, $IT => state); state = await charge(kind); return state;`,
        `export const stateQuery = defineQuery<string>('state');`,
      ),
    },
    'async (): Promise<any>',
    '()',
  ),
];

const LIBRARIES = [
  pair(
    'a logger whose package writes to files',
    bundle,
    {
      ...lib(
        'tiny-log',
        {
          'index.js': `const fs = require('fs'); exports.info = (text) => fs.appendFileSync('log', text);`,
          'browser.js': `exports.info = (text) => console.info(text);`,
        },
        { $IT: './browser.js' },
      ),
      w: order('info(kind); return kind;', `import { info } from 'tiny-log';`),
    },
    'source',
    'browser',
  ),
  pair(
    'an SDK that comes with its errors',
    bundle,
    {
      ...lib('tiny-aws', {
        'index.js': `exports.NotFound = class NotFound extends Error {}; exports.Client = require('./client').Client;`,
        'client.js': `const https = require('https'); exports.Client = class Client { send() { return https; } };`,
        'errors.js': `exports.NotFound = class NotFound extends Error {};`,
      }),
      w: order(`return new NotFound(kind).message;`, `import { NotFound } from '$IT';`),
    },
    'tiny-aws',
    'tiny-aws/errors',
  ),
  pair(
    'ids of a package',
    absent,
    {
      ...lib('tiny-id', {
        'index.js': `exports.nano = (size = 21) => Array.from(crypto.getRandomValues(new Uint8Array(size)), (byte) => (byte & 63).toString(36)).join(''); exports.custom = (alphabet, random = Math.random) => (size) => Array.from({ length: size }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');`,
      }),
      w: order('return $IT;', `import { custom, nano } from 'tiny-id';`),
    },
    'nano()',
    `custom('abc')(9)`,
  ),
  unverified(
    'activities that are imported as a namespace',
    bundle,
    {
      'src/activities.ts': `import { readFile } from 'fs/promises'; export const load = (path: string) => readFile(path, 'utf8'); export const RETRIES = 3;`,
      w: order(
        'return load(kind);',
        `import { proxyActivities } from '@temporalio/workflow'; import * as activities from '../activities'; const { load } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: $IT } });`,
      ),
    },
    'activities.RETRIES',
    '3',
  ),
  pair(
    'a constant that stands in the activities',
    bundle,
    {
      'src/constants.ts': `export const QUEUE = 'orders';`,
      'src/activities.ts': `import { createHash } from 'crypto'; export const QUEUE = 'orders'; export const hash = (text: string) => createHash('sha256').update(text).digest('hex');`,
      w: order(
        'return QUEUE;',
        `import { QUEUE } from '../$IT'; import type * as activities from '../activities'; export type All = typeof activities;`,
      ),
    },
    'activities',
    'constants',
  ),
];

export const APPLICATIONS = [
  ...CONFIGURATION,
  ...WORKSPACES,
  ...LOGGERS,
  ...CONTAINERS,
  ...FUNCTIONS,
  ...TIME,
  ...ENDS,
  ...HANDLERS,
  ...LIBRARIES,
];
