// Workflow files as teams with a style of their own write them, each beside a twin that does almost the same and is right. What
// is expected was written down before the rules saw any of them. `truth.mjs` runs those that the sandbox can judge.

const network = ['no-network', 'no-absent-global'];
const absent = ['no-absent-global', 'no-network'];
const zone = ['no-host-time-zone'];
const locale = ['no-host-locale'];
const environment = ['no-process-env'];

const manifest = (name) => ({ [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0' }) });

/** A style: `rules` of which one speaks in the first, and files that both have. A text is the workflow's file. */
const style = (name, rules, [wrong, right], shared = {}, isVerified = true) => ({
  name,
  rules,
  isVerified,
  wrong: { ...shared, ...filesOf(wrong) },
  right: { ...shared, ...filesOf(right) },
});
const filesOf = (given) => (typeof given === 'string' ? { w: given } : given);
/** The same but for some words. */
const both = (text, wrong, right) => [text.replaceAll('$IT', () => wrong), text.replaceAll('$IT', () => right)];
/** A rule about what is left of a workflow in time, which running it once does not show. */
const unverified = (name, rules, pair, shared) => style(name, rules, pair, shared, false);

export const STYLES = [
  // Classes and decorators.
  style(
    'handlers that a decorator with a name registers',
    network,
    both(
      `
const handlers = new Map<string, (id: string) => Promise<string>>();
function Handles(name: string) {
  return (target: any, key: string, descriptor?: PropertyDescriptor) => {
    handlers.set(name, (descriptor?.value ?? target[key]) as any);
  };
}
class Fulfilment {
  @Handles('reserve')
  async reserve(id: string) { return 'reserved ' + id; }
  @Handles('notify')
  async notify(id: string) { return String(await fetch('https://mail/' + id)); }
}
export async function order(ids: string[]) {
  void Fulfilment;
  return await handlers.get('$IT')!(ids[0]);
}`,
      'notify',
      'reserve',
    ),
  ),
  style(
    'a container that is asked for a token',
    absent,
    [
      `
import { container, CLOCK } from '../container';
import '../bindings';
export async function order() { return (container.get(CLOCK) as any).nanoseconds(); }`,
      `
import { container, CLOCK } from '../container';
import '../bindings';
export async function order() { return (container.get(CLOCK) as any).milliseconds(); }`,
    ],
    {
      'src/container.ts': `
export const CLOCK = Symbol('clock');
class Container {
  readonly #makers = new Map<symbol, () => unknown>();
  readonly #made = new Map<symbol, unknown>();
  bind(token: symbol) { return { to: (make: () => unknown) => { this.#makers.set(token, make); } }; }
  get(token: symbol) {
    if (!this.#made.has(token)) this.#made.set(token, this.#makers.get(token)!());
    return this.#made.get(token);
  }
}
export const container = new Container();`,
      'src/bindings.ts': `
import { CLOCK, container } from './container';
container.bind(CLOCK).to(() => ({ nanoseconds: () => process.hrtime(), milliseconds: () => Date.now() }));`,
    },
  ),
  style(
    'constructors that are given what their class lists',
    environment,
    [
      `
import { resolve } from '../inject';
import { Invoices } from '../services';
export async function order() { return resolve(Invoices).address(); }`,
      `
import { resolve } from '../inject';
import { Invoices } from '../services';
export async function order() { return resolve(Invoices).title(); }`,
    ],
    {
      'src/inject.ts': `
type Made<T> = { new (...given: any[]): T; readonly inject?: readonly Made<any>[] };
const made = new Map<Made<any>, unknown>();
export function resolve<T>(wanted: Made<T>): T {
  const known = made.get(wanted);
  if (known !== undefined) return known as T;
  const given = (wanted.inject ?? []).map((each) => resolve(each));
  const value = new wanted(...given);
  made.set(wanted, value);
  return value;
}`,
      'src/services.ts': `
export class Settings { get host() { return process.env.INVOICE_HOST; } get name() { return 'invoices'; } }
export class Invoices {
  static readonly inject = [Settings];
  constructor(private readonly settings: Settings) {}
  address() { return 'https://' + this.settings.host; }
  title() { return this.settings.name; }
}`,
    },
  ),
  style(
    'private methods and fields',
    zone,
    both(
      `
class Calendar {
  #at: Date;
  #hour = () => this.#at.$IT();
  constructor(at: number) { this.#at = new Date(at); }
  #isOpen() { return this.#hour() >= 9 && this.#hour() < 17; }
  get state() { return [this.#isOpen(), this.#hour()]; }
}
export async function order() { return new Calendar(0).state; }`,
      'getHours',
      'getUTCHours',
    ),
  ),
  style(
    'a private static method that another class borrows',
    absent,
    both(
      `
class Keys {
  static #digest(text: string) { return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)); }
  static #sum(text: string) { return [...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) | 0, 7); }
  static of(text: string) { return Keys.#$IT(text); }
}
class Order { constructor(readonly id: string) {} key = Keys.of('order'); }
export async function order(ids: string[]) { return String(new Order(ids[0]).key); }`,
      'digest',
      'sum',
    ),
  ),
  style(
    'a mixin of mixins',
    absent,
    both(
      `
type Base = new (...given: any[]) => object;
const Stamped = <T extends Base>(Parent: T) => class extends Parent { stamp() { return performance.now(); } };
const Named = <T extends Base>(Parent: T) => class extends Parent { name() { return 'x'; } };
const Logged = <T extends Base>(Parent: T) => class extends Parent { log(what: string) { return (this as any)[what](); } };
class Order extends Logged(Named(Stamped(class {}))) {}
export async function order() { return new Order().log('$IT'); }`,
      'stamp',
      'name',
    ),
  ),
  style(
    'a class that registers itself in a static block',
    network,
    [
      `
import { channels } from '../channels';
export async function order() { for (const each of channels) await each.send('x'); return channels.length; }`,
      `
import { channels } from '../channels';
export async function order() { return channels.map((each) => each.title).join(); }`,
    ],
    {
      'src/channels.ts': `
export interface Channel { readonly title: string; send(text: string): Promise<unknown> }
export const channels: Channel[] = [];
class Mail implements Channel {
  static { channels.push(new Mail()); }
  readonly title = 'mail';
  async send(text: string) { return await fetch('https://mail', { method: 'POST', body: text }); }
}
void Mail;`,
    },
  ),
  style(
    'a template method of an abstract class',
    locale,
    both(
      `
abstract class Report {
  render(cents: number) { return [this.head(), this.money(cents)].join(': '); }
  protected head() { return 'Total'; }
  protected abstract money(cents: number): string;
}
class Invoice extends Report { protected money(cents: number) { return (cents / 100).toLocaleString($IT); } }
export async function order() { return new Invoice().render(123456789); }`,
      '',
      `'en-GB'`,
    ),
  ),
  style(
    'toJSON that is called by nobody but JSON',
    zone,
    both(
      `
class Stamp { constructor(readonly at: Date) {} toJSON() { return this.at.$IT(); } }
export async function order() { return JSON.stringify({ id: 'x', at: new Stamp(new Date(0)) }); }`,
      'toString',
      'toISOString',
    ),
  ),
  style(
    'Symbol.toPrimitive of an amount',
    locale,
    both(
      `
class Amount {
  constructor(readonly cents: number) {}
  [Symbol.toPrimitive](hint: string) { return hint === 'number' ? this.cents : new Intl.NumberFormat($IT).format(this.cents); }
}
export async function order() { return \`to pay: \${new Amount(123456789)}\`; }`,
      '',
      `'en'`,
    ),
  ),
  style(
    'a protocol of symbols',
    absent,
    both(
      `
const encode = Symbol('encode');
const size = Symbol('size');
class Body { constructor(readonly text: string) {} [encode]() { return btoa(this.text); } [size]() { return this.text.length; } }
const apply = (target: any, method: symbol) => target[method]();
export async function order() { return apply(new Body('x'), $IT); }`,
      'encode',
      'size',
    ),
  ),
  style(
    'a getter that does something',
    absent,
    both(
      `
const session = {
  count: 0,
  get token() { this.count += 1; return crypto.randomUUID(); },
  get number() { this.count += 1; return this.count; },
};
export async function order() { const { $IT: value } = session; return value; }`,
      'token',
      'number',
    ),
  ),
  style(
    'a getter that is worked out once',
    environment,
    both(
      `
class Lazy<T> { #value?: T; constructor(private readonly make: () => T) {} get value(): T { return (this.#value ??= this.make()); } }
const host = new Lazy(() => process.env.PAYMENT_HOST ?? 'localhost');
const path = new Lazy(() => '/payments');
export async function order() { return $IT.value; }`,
      'host',
      'path',
    ),
  ),

  // Generators and iterators.
  style(
    'a saga of effects that a runner interprets',
    network,
    both(
      `
type Effect = { type: 'call'; f: (...given: any[]) => unknown; given: unknown[] } | { type: 'put'; event: string };
const call = (f: (...given: any[]) => unknown, ...given: unknown[]): Effect => ({ type: 'call', f, given });
const put = (event: string): Effect => ({ type: 'put', event });
const post = (path: string) => fetch('https://api' + path);
const price = (path: string) => path.length;
function* saga(): Generator<Effect, unknown, any> { yield put('begun'); const got = yield call($IT, '/orders'); return got; }
async function run(it: Generator<Effect, unknown, any>) {
  const events: string[] = [];
  let step = it.next();
  while (!step.done) {
    const effect = step.value;
    if (effect.type === 'put') { events.push(effect.event); step = it.next(); }
    else step = it.next(await effect.f(...effect.given));
  }
  return [events, step.value];
}
export async function order() { void post; void price; return JSON.stringify(await run(saga())); }`,
      'post',
      'price',
    ),
  ),
  style(
    'pages from an async generator with a filter over it',
    absent,
    both(
      `
async function* pages(load: (page: number) => Promise<number[]>) { for (let page = 0; page < 2; page++) yield* await load(page); }
async function* filter<T>(source: AsyncIterable<T>, keep: (each: T) => boolean) { for await (const each of source) if (keep(each)) yield each; }
const slow = async (page: number) => { await new Promise((resolve) => setImmediate(resolve)); return [page]; };
const fast = async (page: number) => { await Promise.resolve(); return [page]; };
export async function order() {
  void slow; void fast;
  const got: number[] = [];
  for await (const each of filter(pages($IT), (n) => n >= 0)) got.push(each);
  return got;
}`,
      'slow',
      'fast',
    ),
  ),
  style(
    'a range with Symbol.iterator',
    zone,
    both(
      `
class Days {
  constructor(readonly from: Date, readonly count: number) {}
  *[Symbol.iterator]() { for (let n = 0; n < this.count; n++) { const day = new Date(this.from); day.$IT; yield day.toISOString(); } }
}
export async function order() { return [...new Days(new Date(0), 2)]; }`,
      'setDate(1 + n)',
      'setUTCDate(1 + n)',
    ),
  ),
  style(
    'a cursor with Symbol.asyncIterator',
    network,
    both(
      `
class Cursor {
  constructor(private readonly load: (page: number) => Promise<unknown>) {}
  [Symbol.asyncIterator]() { let page = 0; return { next: async () => ({ done: page >= 2, value: await this.load(page++) }) }; }
}
export async function order() { const all: unknown[] = []; for await (const each of new Cursor($IT)) all.push(each); return all.length; }`,
      'async (page) => await fetch(`https://api/${page}`)',
      'async (page) => await Promise.resolve(`https://api/${page}`)',
    ),
  ),

  // Functional style.
  style(
    'an Effect-like value that is run at the end',
    absent,
    both(
      `
type Op<A> = { _tag: 'sync'; f: () => A } | { _tag: 'chain'; first: Op<any>; then: (value: any) => Op<A> };
const sync = <A>(f: () => A): Op<A> => ({ _tag: 'sync', f });
const chain = <A, B>(then: (value: A) => Op<B>) => (first: Op<A>): Op<B> => ({ _tag: 'chain', first, then });
function pipe(value: any, ...steps: ((value: any) => any)[]) { return steps.reduce((at, step) => step(at), value); }
function run<A>(op: Op<A>): A { switch (op._tag) { case 'sync': return op.f(); case 'chain': return run(op.then(run(op.first))); } }
const program = pipe(sync(() => 'x'), chain((id: string) => sync(() => $IT)), chain((value: unknown) => sync(() => [value])));
export async function order() { return run(program); }`,
      'id + crypto.randomUUID()',
      'id + id',
    ),
  ),
  style(
    'services in the environment of a reader',
    environment,
    both(
      `
interface Services { readonly host: () => string | undefined; readonly name: () => string }
type Reader<A> = (services: Services) => A;
const ask = <K extends keyof Services>(key: K): Reader<Services[K]> => (services) => services[key];
const map = <A, B>(f: (value: A) => B) => (reader: Reader<A>): Reader<B> => (services) => f(reader(services));
const live: Services = { host: () => process.env.HOST_NAME, name: () => 'orders' };
export async function order() { return map((get: () => string | undefined) => get() ?? '')(ask('$IT'))(live); }`,
      'host',
      'name',
    ),
  ),
  style(
    'an Either that is folded',
    network,
    both(
      `
class Left<E> { constructor(readonly error: E) {} map() { return this; } fold<R>(left: (error: E) => R, _right: (value: never) => R): R { return left(this.error); } }
class Right<A> { constructor(readonly value: A) {} map<B>(f: (value: A) => B) { return new Right(f(this.value)); } fold<R>(_left: (error: never) => R, right: (value: A) => R): R { return right(this.value); } }
export async function order(ids: string[]) {
  return await new $IT('x').map((id: any) => id + ids.length).fold(() => Promise.resolve('none'), async (value: any) => String(await fetch('https://api/' + value)));
}`,
      'Right',
      'Left',
    ),
  ),
  style(
    'a lens that is given a change',
    zone,
    both(
      `
interface Lens<S, A> { get(from: S): A; set(to: A): (from: S) => S }
const prop = <S, K extends keyof S>(key: K): Lens<S, S[K]> => ({ get: (from) => from[key], set: (to) => (from) => ({ ...from, [key]: to }) });
const over = <S, A>(lens: Lens<S, A>, f: (value: A) => A) => (from: S) => lens.set(f(lens.get(from)))(from);
const due = prop<{ due: Date }, 'due'>('due');
export async function order() { return over(due, (at) => { const next = new Date(at); next.$IT(3); return next; })({ due: new Date(0) }).due.toISOString(); }`,
      'setMonth',
      'setUTCMonth',
    ),
  ),
  style(
    'a chain of lodash/fp with fixed arguments',
    locale,
    both(
      `
import fp from 'own-fp/fp';
const names = fp.flow(fp.filter((each: string) => each.length > 0), fp.sortWith((a: string, b: string) => $IT), fp.join(','));
export async function order() { return names(['z', 'ä', 'a']); }`,
      'a.localeCompare(b)',
      'a < b ? -1 : 1',
    ),
    {
      ...manifest('own-fp'),
      'node_modules/own-fp/fp.js': `
var curry = function (arity, f) { return function curried() { var given = Array.prototype.slice.call(arguments); return given.length >= arity ? f.apply(null, given) : function () { return curried.apply(null, given.concat(Array.prototype.slice.call(arguments))); }; }; };
var fp = {};
[['filter', 2, function (f, list) { return list.filter(function (each) { return f(each); }); }], ['sortWith', 2, function (f, list) { return list.slice().sort(f); }], ['join', 2, function (by, list) { return list.join(by); }]].forEach(function (each) { fp[each[0]] = curry(each[1], each[2]); });
fp.flow = function () { var steps = arguments; return function (value) { for (var index = 0; index < steps.length; index++) value = steps[index](value); return value; }; };
module.exports = fp;`,
    },
  ),
  style(
    'a schema with a transform',
    zone,
    both(
      `
import { z } from 'own-zod';
const Order = z.object({ id: z.string(), at: z.string().transform((text: string) => $IT) });
export async function order() { return Order.parse({ id: 'x', at: '2026-01-31T23:30:00' }); }`,
      'new Date(text).getUTCDay()',
      "new Date(text + 'Z').getUTCDay()",
    ),
    {
      ...manifest('own-zod'),
      'node_modules/own-zod/index.js': `
class Type {
  parse(data) { const result = this.safeParse(data); if (!result.success) throw result.error; return result.data; }
  safeParse(data) { const ctx = { issues: [] }; const value = this._parse(data, ctx); return ctx.issues.length ? { success: false, error: new Error(ctx.issues.join()) } : { success: true, data: value }; }
  transform(f) { return new Effects(this, { type: 'transform', f }); }
  refine(f, message) { return new Effects(this, { type: 'refinement', f, message }); }
}
class Str extends Type { _parse(data, ctx) { if (typeof data !== 'string') ctx.issues.push('not a string'); return data; } }
class Obj extends Type { constructor(shape) { super(); this.shape = shape; } _parse(data, ctx) { const out = {}; for (const key of Object.keys(this.shape)) out[key] = this.shape[key]._parse(data[key], ctx); return out; } }
class Effects extends Type {
  constructor(inner, effect) { super(); this.inner = inner; this.effect = effect; }
  _parse(data, ctx) { const value = this.inner._parse(data, ctx); if (this.effect.type === 'transform') return this.effect.f(value, ctx); if (!this.effect.f(value)) ctx.issues.push(this.effect.message); return value; }
}
exports.z = { string: () => new Str(), object: (shape) => new Obj(shape) };`,
    },
  ),
  style(
    'a memo over a WeakMap',
    absent,
    both(
      `
const cache = new WeakMap<object, unknown>();
const once = <T extends object, R>(f: (of: T) => R) => (of: T): R => { if (!cache.has(of)) cache.set(of, f(of)); return cache.get(of) as R; };
const copy = once((of: { id: string }) => $IT);
export async function order() { const of = { id: 'x' }; return [copy(of), copy(of)].length; }`,
      'structuredClone(of)',
      '({ ...of })',
    ),
  ),
  style(
    'partial application by bind',
    network,
    both(
      `
function request(this: { base: string }, method: string, path: string) { return fetch(this.base + path, { method }); }
function describe(this: { base: string }, method: string, path: string) { return method + this.base + path; }
const post = $IT.bind({ base: 'https://api' }, 'POST');
export async function order() { void request; void describe; return String(await post('/orders')); }`,
      'request',
      'describe',
    ),
  ),

  // Tables.
  style(
    'a table by the members of an enum',
    network,
    both(
      `
enum Step { Reserve = 'reserve', Notify = 'notify' }
const steps: Record<Step, (id: string) => unknown> = {
  [Step.Reserve]: (id) => 'reserved ' + id,
  [Step.Notify]: (id) => fetch('https://mail/' + id),
};
const plan = [Step.$IT] as const;
export async function order() { for (const each of plan) await steps[each]('x'); return plan.length; }`,
      'Notify',
      'Reserve',
    ),
  ),
  style(
    'a table by a numeric enum',
    absent,
    both(
      `
enum Mode { Plain, Random }
const ids = [() => 'id', () => crypto.randomUUID()];
export async function order() { const mode: Mode = Mode.$IT; return ids[mode](); }`,
      'Random',
      'Plain',
    ),
  ),
  style(
    'a table that satisfies a type',
    zone,
    both(
      `
const formats = {
  long: (at: Date) => at.toString(),
  short: (at: Date) => at.toISOString(),
} as const satisfies Record<string, (at: Date) => string>;
export async function order() { return formats.$IT(new Date(0)); }`,
      'long',
      'short',
    ),
  ),
  style(
    'settings that satisfy a type',
    environment,
    both(
      `
const defaults = { retries: 3, queue: () => process.env.QUEUE_NAME, name: () => 'orders' } satisfies { retries: number; queue: unknown; name: unknown };
const make = (over: Partial<typeof defaults>) => ({ ...defaults, ...over });
export async function order() { return make({ retries: 5 }).$IT(); }`,
      'queue',
      'name',
    ),
  ),
  style(
    'reducers of an event-sourced state',
    absent,
    both(
      `
type Event = { type: 'created'; id: string } | { type: 'paid' };
type State = { id: string; paidAt?: number };
const reducers: { [K in Event['type']]: (state: State, event: Extract<Event, { type: K }>) => State } = {
  created: (state, event) => ({ ...state, id: event.id }),
  paid: (state) => ({ ...state, paidAt: $IT }),
};
const apply = (state: State, event: Event): State => (reducers[event.type] as (state: State, event: Event) => State)(state, event);
export async function order() { return ([{ type: 'created', id: 'x' }, { type: 'paid' }] as Event[]).reduce(apply, { id: '' }).id; }`,
      'performance.now()',
      'Date.now()',
    ),
  ),
  style(
    'a bus by the constructors of commands',
    network,
    both(
      `
class Pay { constructor(readonly id: string) {} }
class Count { constructor(readonly id: string) {} }
class Bus {
  #handlers = new Map<Function, (command: any) => unknown>();
  on<T>(type: new (...given: any[]) => T, handler: (command: T) => unknown) { this.#handlers.set(type, handler); return this; }
  send(command: object) { return this.#handlers.get(command.constructor)?.(command); }
}
const bus = new Bus().on(Pay, ({ id }) => fetch('https://pay/' + id)).on(Count, ({ id }) => id.length);
export async function order() { return String(await bus.send(new $IT('x'))); }`,
      'Pay',
      'Count',
    ),
  ),
  style(
    'a machine whose actions are named in its config',
    network,
    both(
      `
interface Config { initial: string; states: Record<string, { entry?: string[]; on?: Record<string, { target: string; actions?: string[] }> }> }
function createMachine(config: Config, { actions }: { actions: Record<string, (context: { id: string }) => unknown> }) {
  let state = config.initial;
  const run = (names: string[] = []) => names.map((name) => actions[name]!({ id: 'x' }));
  return {
    get state() { return state; },
    async send(event: string) {
      const next = config.states[state]?.on?.[event];
      if (next === undefined) return;
      await Promise.all(run(next.actions));
      state = next.target;
      await Promise.all(run(config.states[state]?.entry));
    },
  };
}
const machine = createMachine(
  { initial: 'open', states: { open: { on: { PAY: { target: 'paid', actions: ['note'] } } }, paid: { entry: ['tell'] } } },
  { actions: { note: ({ id }) => id, tell: ({ id }) => $IT } },
);
export async function order() { await machine.send('PAY'); return machine.state; }`,
      "fetch('https://mail/' + id)",
      "'https://mail/' + id",
    ),
  ),
  style(
    'guards of a machine',
    zone,
    both(
      `
const guards = { isNight: (at: Date) => at.getHours() < 6, isNightUtc: (at: Date) => at.getUTCHours() < 6 };
const transitions = [{ from: 'open', event: 'SHIP', cond: '$IT', to: 'waiting' }, { from: 'open', event: 'SHIP', to: 'shipped' }] as const;
function next(state: string, event: string, at: Date): string {
  for (const each of transitions) {
    if (each.from !== state || each.event !== event) continue;
    if (!('cond' in each) || guards[each.cond](at)) return each.to;
  }
  return state;
}
export async function order() { return next('open', 'SHIP', new Date(0)); }`,
      'isNight',
      'isNightUtc',
    ),
  ),

  // Builders, templates, proxies.
  style(
    'a builder that keeps functions for later',
    absent,
    both(
      `
class PaymentBuilder {
  #steps: ((payment: Record<string, unknown>) => void)[] = [];
  amount(cents: number) { this.#steps.push((payment) => { payment['cents'] = cents; }); return this; }
  keyed(make: () => string) { this.#steps.push((payment) => { payment['key'] = make(); }); return this; }
  build() { const payment: Record<string, unknown> = {}; for (const step of this.#steps) step(payment); return payment; }
}
export async function order() { return JSON.stringify(new PaymentBuilder().amount(5).keyed(() => $IT).build()).length > 0; }`,
      'crypto.randomUUID()',
      'String(Math.random())',
    ),
  ),
  style(
    'a builder that is never built',
    network,
    both(
      `
class Request {
  private parts: string[] = [];
  static to(path: string) { const request = new Request(); request.parts.push(path); return request; }
  with(part: string) { this.parts.push(part); return this; }
  send() { return fetch(this.parts.join('/')); }
  toString() { return this.parts.join('/'); }
}
export async function order() { return String(await Request.to('https://api').with('x').$IT()); }`,
      'send',
      'toString',
    ),
  ),
  style(
    'a tag that formats what stands in it',
    locale,
    both(
      `
const money = (parts: TemplateStringsArray, ...values: (string | number)[]) =>
  parts.reduce((text, part, index) => text + (index > 0 ? show(values[index - 1]!) : '') + part, '').trim();
function show(value: string | number) { return typeof value === 'number' ? value.toLocaleString($IT) : value; }
export async function order() { return money\`pay \${123456789} now\`; }`,
      '',
      `'de'`,
    ),
  ),
  style(
    'a client whose methods a proxy makes up',
    network,
    both(
      `
function client<T extends object>(send: (method: string, given: unknown[]) => Promise<unknown>): T {
  return new Proxy({} as T, { get: (_target, method) => async (...given: unknown[]) => await send(String(method), given) });
}
const remote = client<{ pay(id: string): Promise<unknown> }>(async (method, given) => await fetch('https://rpc/' + method, { body: String(given) }));
const local = client<{ pay(id: string): Promise<unknown> }>(async (method, given) => await Promise.resolve([method, given.length]));
export async function order() { void remote; void local; return JSON.stringify(await $IT.pay('x')); }`,
      'remote',
      'local',
    ),
  ),
  style(
    'a cache that does not keep what nobody needs',
    ['no-garbage-collection'],
    [
      `
class Cache<T extends object> { #all = new Map<string, WeakRef<T>>(); put(key: string, value: T) { this.#all.set(key, new WeakRef(value)); } get(key: string) { return this.#all.get(key)?.deref(); } }
const cache = new Cache<{ id: string }>();
export async function order() { cache.put('x', { id: 'x' }); return cache.get('x')?.id ?? 'gone'; }`,
      `
class Cache<T extends object> { #all = new WeakMap<object, T>(); put(key: object, value: T) { this.#all.set(key, value); } get(key: object) { return this.#all.get(key); } }
const cache = new Cache<{ id: string }>();
const key = {};
export async function order() { cache.put(key, { id: 'x' }); return cache.get(key)?.id ?? 'gone'; }`,
    ],
  ),
  style(
    'Reflect.construct and Reflect.apply',
    absent,
    both(
      `
class Random { next() { return crypto.randomUUID(); } }
class Counter { n = 0; next() { return ++this.n; } }
export async function order() { const made = Reflect.construct($IT, []); return Reflect.apply(made.next, made, []); }`,
      'Random',
      'Counter',
    ),
  ),

  // Modules.
  style(
    'namespaces of namespaces',
    network,
    [
      `
import { adapters } from '../lib';
export async function order() { return String(await adapters.payments.charge('x')); }`,
      `
import { adapters } from '../lib';
export async function order() { return String(await adapters.payments.quote('x')); }`,
    ],
    {
      'src/lib/index.ts': `export * as adapters from './adapters';`,
      'src/lib/adapters/index.ts': `export * as payments from './payments'; export { http as transport } from './http';`,
      'src/lib/adapters/payments.ts': `import * as transport from './http'; export const charge = (id: string) => transport.http.post('/' + id); export const quote = (id: string) => id.length;`,
      'src/lib/adapters/http.ts': `export const http = { post: (path: string) => fetch('https://pay' + path) };`,
    },
  ),
  style(
    'a module that is picked by a constant key',
    zone,
    [
      `
import * as formats from '../formats';
const wanted: keyof typeof formats = 'local';
export async function order() { return formats[wanted](new Date(0)); }`,
      `
import * as formats from '../formats';
const wanted: keyof typeof formats = 'utc';
export async function order() { return formats[wanted](new Date(0)); }`,
    ],
    {
      'src/formats.ts': `export const local = (at: Date) => at.toTimeString(); export const utc = (at: Date) => at.toUTCString();`,
    },
  ),
  style(
    'a require under a condition',
    ['no-unbundlable-import'],
    both(
      `
declare const require: (name: string) => any;
let path: any;
if (typeof window === 'undefined') path = require('$IT');
export async function order() { return typeof path; }`,
      'path',
      'assert',
    ),
  ),
  style(
    'import() for what is seldom needed',
    ['no-dynamic-import'],
    [
      `export async function order(ids: string[]) { if (ids.length > 100) return (await import('../seldom')).seldom(); return 1; }`,
      `import { seldom } from '../seldom'; export async function order(ids: string[]) { if (ids.length > 100) return seldom(); return 1; }`,
    ],
    { 'src/seldom.ts': `export const seldom = () => 2;` },
  ),
  style(
    'the text of a mail in JSX',
    ['no-unbundlable-import'],
    [
      `import { mail } from '../mail'; export async function order() { return typeof mail; }`,
      `import type { mail } from '../mail'; export async function order() { const made: typeof mail | undefined = undefined; return typeof made; }`,
    ],
    {
      'src/mail.tsx': `const h = (...given: unknown[]) => given; export const mail = (name: string) => <p>Hello {name}</p>; void h;`,
    },
  ),
  style(
    'settings of another module at load',
    environment,
    [
      `import { settings } from '../settings'; export async function order() { return settings.queue; }`,
      `import { settings } from '../settings-fixed'; export async function order() { return settings.queue; }`,
    ],
    {
      'src/settings.ts': `const { ORDERS_QUEUE = 'orders', NODE_ENV } = process.env; export const settings = { queue: ORDERS_QUEUE, isTest: NODE_ENV === 'test' };`,
      'src/settings-fixed.ts': `export const settings = { queue: 'orders', isTest: process.env.NODE_ENV === 'test' };`,
    },
  ),

  // Interceptors, updates, signals.
  unverified('an interceptor class that reports each run', network, [
    `
import type { Next, WorkflowExecuteInput, WorkflowInboundCallsInterceptor, WorkflowInterceptorsFactory } from '@temporalio/workflow';
class Reporting implements WorkflowInboundCallsInterceptor {
  async execute(input: WorkflowExecuteInput, next: Next<WorkflowInboundCallsInterceptor, 'execute'>) {
    try { return await next(input); } finally { await this.report(input.args.length); }
  }
  private async report(count: number) { await fetch('https://metrics/' + count); }
}
export const interceptors: WorkflowInterceptorsFactory = () => ({ inbound: [new Reporting()] });
export async function order() { return 1; }`,
    `
import { log } from '@temporalio/workflow';
import type { Next, WorkflowExecuteInput, WorkflowInboundCallsInterceptor, WorkflowInterceptorsFactory } from '@temporalio/workflow';
class Reporting implements WorkflowInboundCallsInterceptor {
  async execute(input: WorkflowExecuteInput, next: Next<WorkflowInboundCallsInterceptor, 'execute'>) {
    try { return await next(input); } finally { this.report(input.args.length); }
  }
  private report(count: number) { log.info('done', { count }); }
}
export const interceptors: WorkflowInterceptorsFactory = () => ({ inbound: [new Reporting()] });
export async function order() { return 1; }`,
  ]),
  unverified(
    'an outbound interceptor that forgets the rest of the chain',
    ['interceptors-call-next'],
    [
      `
import type { WorkflowInterceptors } from '@temporalio/workflow';
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [{ async scheduleActivity(input, next) { if (input.activityType === 'skip') return undefined; await next(input); } }],
});
export async function order() { return 1; }`,
      `
import type { WorkflowInterceptors } from '@temporalio/workflow';
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [{ async scheduleActivity(input, next) { if (input.activityType === 'skip') return undefined; return await next(input); } }],
});
export async function order() { return 1; }`,
    ],
  ),
  unverified(
    'a validator of an update that waits',
    ['synchronous-update-validators'],
    [
      `
import { condition, defineUpdate, setHandler } from '@temporalio/workflow';
export const rename = defineUpdate<string, [string]>('rename');
const isAllowed = async (name: string) => { await condition(() => name.length > 0); };
export async function order() { let name = ''; setHandler(rename, (to) => (name = to), { validator: isAllowed as any }); await condition(() => name !== ''); return name; }`,
      `
import { condition, defineUpdate, setHandler } from '@temporalio/workflow';
export const rename = defineUpdate<string, [string]>('rename');
const isAllowed = (name: string) => { if (name.length === 0) throw new Error('no name'); };
export async function order() { let name = ''; setHandler(rename, (to) => (name = to), { validator: isAllowed }); await condition(() => name !== ''); return name; }`,
    ],
  ),
  unverified(
    'a validator that looks at the clock on the wall',
    zone,
    both(
      `
import { condition, defineUpdate, setHandler } from '@temporalio/workflow';
export const move = defineUpdate<void, [string]>('move');
export async function order() {
  let at = '';
  setHandler(move, (to) => { at = to; }, { validator: (to) => { if (new Date(to).$IT() === 0) throw new Error('not on Sundays'); } });
  await condition(() => at !== '');
  return at;
}`,
      'getDay',
      'getUTCDay',
    ),
  ),
  unverified(
    'a query that is answered too late',
    ['handlers-before-first-await'],
    [
      `
import { condition, defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';
const { load } = proxyActivities<{ load(): Promise<number> }>({ startToCloseTimeout: '1 minute' });
export const progress = defineQuery<number>('progress');
export async function order() { let count = 0; count = await load(); setHandler(progress, () => count); await condition(() => count > 9); return count; }`,
      `
import { condition, defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';
const { load } = proxyActivities<{ load(): Promise<number> }>({ startToCloseTimeout: '1 minute' });
export const progress = defineQuery<number>('progress');
export async function order() { let count = 0; setHandler(progress, () => count); count = await load(); await condition(() => count > 9); return count; }`,
    ],
  ),
  unverified(
    'a query that a promise answers',
    ['synchronous-query-handlers'],
    both(
      `
import { condition, defineQuery, setHandler } from '@temporalio/workflow';
export const status = defineQuery<unknown>('status');
class Order { #state = 'open'; readonly answer = $IT () => this.#state; }
export async function order() { const own = new Order(); setHandler(status, $IT () => own.answer()); await condition(() => false, '1 day'); return 1; }`,
      'async',
      '',
    ),
  ),

  // Dates, texts and sorting.
  style(
    'the last day of the month',
    zone,
    both(
      `const lastDay = (at: Date) => $IT; export async function order() { return lastDay(new Date(0)).toISOString(); }`,
      'new Date(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)',
      'new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0))',
    ),
  ),
  style(
    'business days by arithmetic',
    zone,
    both(
      `
const DAY = 86_400_000;
function addBusinessDays(from: number, days: number) {
  let at = from;
  for (let left = days; left > 0;) { at += DAY; const day = new Date(at).$IT(); if (day !== 0 && day !== 6) left -= 1; }
  return at;
}
export async function order() { return addBusinessDays(Date.UTC(2026, 0, 30, 23, 30), 3); }`,
      'getDay',
      'getUTCDay',
    ),
  ),
  style(
    'a time of day that is put together as text',
    zone,
    both(
      `const at = (day: string, time: string) => new Date(\`\${day}T\${time}$IT\`); export async function order() { return at('2026-01-31', '12:00:00').getTime(); }`,
      '',
      'Z',
    ),
  ),
  style(
    'names in the order of a language',
    locale,
    both(
      `
interface Person { readonly name: string; readonly age: number }
const by = <T>(key: keyof T, compare: (a: any, b: any) => number) => (a: T, b: T) => compare(a[key], b[key]);
const texts = (a: string, b: string) => a.localeCompare(b$IT);
export async function order() { return ([{ name: 'z', age: 1 }, { name: 'ä', age: 2 }] as Person[]).sort(by<Person>('name', texts)).map(({ age }) => age); }`,
      '',
      `, 'sv'`,
    ),
  ),
  style(
    'a list of names in a sentence',
    locale,
    both(
      `export async function order(ids: string[]) { return new Intl.ListFormat($IT).format(ids); }`,
      '',
      `'en', { type: 'conjunction' }`,
    ),
  ),
  style(
    'a formatter that is made once for all',
    zone,
    both(
      `
const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short'$IT });
const show = (at: number) => dateTime.formatToParts(at).map(({ value }) => value).join('');
export async function order() { return show(0); }`,
      '',
      `, timeZone: 'Europe/Berlin'`,
    ),
  ),
  style(
    'a deep copy of the input',
    absent,
    both(
      `
const clone = <T>(value: T): T => $IT;
export async function order(ids: string[]) { const mine = clone({ ids }); mine.ids.push('x'); return mine.ids.length; }`,
      'structuredClone(value)',
      'JSON.parse(JSON.stringify(value))',
    ),
  ),
  style(
    'a method for all lists',
    ['no-shared-prototype-change'],
    [
      `
Object.defineProperty(Array.prototype, 'lastOne', { value(this: unknown[]) { return this[this.length - 1]; }, configurable: true });
export async function order(ids: string[]) { return (ids as any).lastOne(); }`,
      `
class List<T> extends Array<T> { lastOne() { return this[this.length - 1]; } }
export async function order(ids: string[]) { return List.from(ids).length; }`,
    ],
    {},
    false,
  ),

  // Time, cancellation, payloads.
  unverified(
    'a loop that takes cancellation for a failure of one',
    ['no-swallowed-cancellation'],
    [
      `
import { proxyActivities } from '@temporalio/workflow';
const { ship } = proxyActivities<{ ship(id: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });
export async function order(ids: string[]) {
  for (const id of ids) { try { await ship(id); } catch { continue; } }
  return ids.length;
}`,
      `
import { isCancellation, proxyActivities } from '@temporalio/workflow';
const { ship } = proxyActivities<{ ship(id: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });
export async function order(ids: string[]) {
  for (const id of ids) { try { await ship(id); } catch (error) { if (isCancellation(error)) throw error; continue; } }
  return ids.length;
}`,
    ],
  ),
  unverified(
    'activities in a forEach',
    ['no-floating-promises'],
    [
      `
import { proxyActivities, sleep } from '@temporalio/workflow';
const { ship } = proxyActivities<{ ship(id: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });
export async function order(ids: string[]) { ids.forEach(async (id) => { await ship(id); }); await sleep(1000); return ids.length; }`,
      `
import { proxyActivities, sleep } from '@temporalio/workflow';
const { ship } = proxyActivities<{ ship(id: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });
export async function order(ids: string[]) { await Promise.all(ids.map(async (id) => { await ship(id); })); await sleep(1000); return ids.length; }`,
    ],
  ),
  unverified(
    'patches of a version that is asked for once',
    ['no-patched-at-module-scope'],
    [
      `
import { patched } from '@temporalio/workflow';
const isAtLeast = (version: number) => patched(\`v\${version}\`);
const isNew = isAtLeast(2);
export async function order() { return isNew ? 2 : 1; }`,
      `
import { patched } from '@temporalio/workflow';
const isAtLeast = (version: number) => patched(\`v\${version}\`);
export async function order() { return isAtLeast(2) ? 2 : 1; }`,
    ],
  ),
];
