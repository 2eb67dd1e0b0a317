// Ways by which workflow code comes to an expression, written as HAZARD. `truth.mjs` runs each in the SDK's sandbox and sees
// whether the expression is evaluated. `w` is the workflow's file, `src/workflows/order.ts`; other files are named.

const manifest = (name, others = {}) => JSON.stringify({ name, version: '1.0.0', ...others });
const inPackage = (name, files, others) => ({
  [`node_modules/${name}/package.json`]: manifest(name, others),
  ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`node_modules/${name}/${path}`, text])),
});
const js = (text) => text.replaceAll('HAZARD', 'HAZARD_JS');

export const REACHED = {
  direct: { w: `export async function order() { return HAZARD; }` },
  'an arrow workflow': { w: `export const order = async () => HAZARD;` },
  'a local function': { w: `function go() { return HAZARD; } export async function order() { return go(); }` },
  'a local closure': { w: `export async function order() { const go = async () => HAZARD; return await go(); }` },
  'the module itself': { w: `const value = HAZARD; export async function order() { return value; }` },
  'an awaited conditional': { w: `export async function order(ids: string[]) { return ids.length > 0 ? HAZARD : 1; }` },
  'after an activity': {
    w: `import { proxyActivities } from '@temporalio/workflow'; export async function order() { const acts: any = { go: async () => 1 }; const x = await acts.go(); if (x) return HAZARD; void proxyActivities; }`,
  },
  'in a template literal': { w: 'export async function order() { return `value ${String(HAZARD)}`; }' },
  'in a loop': {
    w: `export async function order(ids: string[]) { const out: unknown[] = []; for (const id of ids) { out.push(id, HAZARD); } return out.length; }`,
  },
  'in a while loop': { w: `export async function order() { let n = 0; while (n < 2) { n++; HAZARD; } }` },
  'in a finally': { w: `export async function order() { try { return 1; } finally { HAZARD; } }` },
  'in a catch': {
    w: `export async function order() { try { throw new Error('x'); } catch (error) { return HAZARD; } }`,
  },
  'a default value': {
    w: `export async function order(_ids: string[], _kind: string, value = HAZARD) { return value; }`,
  },
  'a destructuring default': {
    w: `export async function order() { const { value = HAZARD } = {} as any; return value; }`,
  },
  'a logical right side': { w: `export async function order(ids: string[]) { return ids.length > 99 || HAZARD; }` },
  'a nullish right side': {
    w: `export async function order() { const cache = new Map<string, unknown>(); return cache.get('x') ?? HAZARD; }`,
  },
  'a logical assignment': {
    w: `let value: unknown; export async function order() { value ??= HAZARD; return value; }`,
  },
  'a comma': { w: `export async function order() { return (0, HAZARD); }` },
  'a switch': {
    w: `export async function order(_ids: string[], kind: string) { switch (kind) { case 'go': return HAZARD; default: return 1; } }`,
  },
  'a signal handler': {
    w: `import { defineSignal, setHandler } from '@temporalio/workflow'; export const s = defineSignal('s'); const handlers: any[] = []; const register = (f: any) => { handlers.push(f); }; export async function order() { register(() => { HAZARD; }); for (const h of handlers) h(); setHandler(s, () => {}); }`,
  },
  'a class in the file': {
    w: `class Flow { constructor(readonly id: string) {} run() { return HAZARD; } } export async function order() { return new Flow('x').run(); }`,
  },
  'a static initialiser': {
    w: `class Flow { static readonly value = HAZARD; } export async function order() { return Flow.value; }`,
  },
  'an enum-like table': {
    w: `const Kind = { go: 'go' } as const; const table: Record<string, () => unknown> = { [Kind.go]: () => HAZARD }; export async function order(_ids: string[], kind: string) { return table[kind]?.(); }`,
  },
  'a recursive function': {
    w: `function walk(n: number): unknown { return n === 0 ? HAZARD : walk(n - 1); } export async function order() { return walk(3); }`,
  },
  'mutual recursion': {
    w: `function even(n: number): unknown { return n === 0 ? HAZARD : odd(n - 1); } function odd(n: number): unknown { return n === 0 ? 1 : even(n - 1); } export async function order() { return even(4); }`,
  },

  'one module away': {
    'src/helper.ts': `export const go = () => HAZARD;`,
    w: `import { go } from '../helper'; export async function order() { return go(); }`,
  },
  'two modules away': {
    'src/a.ts': `import { b } from './b'; export function a() { return b(); }`,
    'src/b.ts': `export function b() { return HAZARD; }`,
    w: `import { a } from '../a'; export async function order() { return a(); }`,
  },
  'three modules away': {
    'src/a.ts': `import { b } from './lib/b'; export const a = async () => await b('x');`,
    'src/lib/b.ts': `import * as c from './c'; export async function b(id: string) { return await c.c({ id }); }`,
    'src/lib/c.ts': `export default function c(_: unknown) { return HAZARD; } export { c };`,
    w: `import { a } from '../a'; export async function order() { return await a(); }`,
  },
  'four modules away': {
    'src/a.ts': `import B from './b'; export class A { private b = new B(); run() { return this.b.run(); } }`,
    'src/b.ts': `import { c } from './c'; export default class B { run() { return c.go(); } }`,
    'src/c.ts': `import d from './d'; export const c = { go: () => d() };`,
    'src/d.ts': `export default () => HAZARD;`,
    w: `import { A } from '../a'; export async function order() { return new A().run(); }`,
  },
  'four modules away through barrels': {
    'src/lib/index.ts': `export * from './one';`,
    'src/lib/one/index.ts': `export * from './two'; export const other = 1;`,
    'src/lib/one/two.ts': `export { deep as go } from '../three';`,
    'src/lib/three.ts': `const inner = () => HAZARD; export { inner as deep };`,
    w: `import { go } from '../lib'; export async function order() { return go(); }`,
  },
  'a barrel with names that collide': {
    'src/lib/index.ts': `export * from './a'; export * from './b'; export const go = () => inner(); import { inner } from './b';`,
    'src/lib/a.ts': `export const other = () => 1;`,
    'src/lib/b.ts': `export const inner = () => HAZARD;`,
    w: `import { go } from '../lib'; export async function order() { return go(); }`,
  },
  'an export star as': {
    'src/lib/index.ts': `export * as http from './http';`,
    'src/lib/http.ts': `export function get() { return HAZARD; }`,
    w: `import { http } from '../lib'; export async function order() { return http.get(); }`,
  },
  'a default re-exported by name': {
    'src/lib/index.ts': `export { default as get } from './get';`,
    'src/lib/get.ts': `export default async function () { return HAZARD; }`,
    w: `import { get } from '../lib'; export async function order() { return await get(); }`,
  },
  'a default from a namespace': {
    'src/h.ts': `export default { go: () => HAZARD };`,
    w: `import * as h from '../h'; export async function order() { return h.default.go(); }`,
  },
  'a cycle of modules': {
    'src/a.ts': `import { b } from './b'; export const a = (n: number): unknown => (n > 0 ? b(n - 1) : HAZARD);`,
    'src/b.ts': `import { a } from './a'; export const b = (n: number): unknown => a(n);`,
    w: `import { a } from '../a'; export async function order() { return a(2); }`,
  },
  'a module that is loaded three away': {
    'src/a.ts': `export { b } from './b';`,
    'src/b.ts': `import { c } from './c'; export const b = c;`,
    'src/c.ts': `export const c = HAZARD;`,
    w: `import { b } from '../a'; export async function order() { return b; }`,
  },
  'a side-effect import': {
    'src/setup.ts': `HAZARD;`,
    w: `import '../setup'; export async function order() { return 1; }`,
  },
  'a logger with a method': {
    'src/logger.ts': `class Logger { private stamp() { return HAZARD; } info(message: string) { return [this.stamp(), message]; } } export const logger = new Logger();`,
    w: `import { logger } from '../logger'; export async function order() { return logger.info('x'); }`,
  },
  'a service with an injected client': {
    'src/service.ts': `export interface Client { get(path: string): Promise<unknown> } export class Service { constructor(private readonly client: Client) {} load(id: string) { return this.client.get(id); } }`,
    'src/client.ts': `import type { Client } from './service'; export class HttpClient implements Client { async get(path: string) { return [path, HAZARD]; } }`,
    w: `import { Service } from '../service'; import { HttpClient } from '../client'; export async function order() { return await new Service(new HttpClient()).load('x'); }`,
  },
  'a factory that picks an implementation': {
    'src/make.ts': `const real = { send: () => HAZARD }; const fake = { send: () => 1 }; export function make(kind: string) { return kind === 'go' ? real : fake; }`,
    w: `import { make } from '../make'; export async function order(_ids: string[], kind: string) { return make(kind).send(); }`,
  },
  'an object that closes over its options': {
    'src/make.ts': `export function makeApi(options: { base: string }) { const request = (path: string) => [options.base, path, HAZARD]; return { get: (path: string) => request(path) }; }`,
    w: `import { makeApi } from '../make'; const api = makeApi({ base: 'x' }); export async function order() { return api.get('y'); }`,
  },
  'options with a callback': {
    'src/each.ts': `export async function each<T>(items: T[], { onItem, onDone = () => undefined }: { onItem(item: T): unknown; onDone?(): unknown }) { for (const item of items) await onItem(item); return onDone(); }`,
    w: `import { each } from '../each'; export async function order(ids: string[]) { await each(ids, { onItem: () => HAZARD }); }`,
  },
  'a pipeline of steps': {
    'src/steps.ts': `export const steps = [{ name: 'a', run: async () => 1 }, { name: 'b', run: async () => HAZARD }];`,
    w: `import { steps } from '../steps'; export async function order() { for (const { run } of steps) await run(); }`,
  },
  'a registry by decorator-like calls': {
    'src/registry.ts': `const registry = new Map<string, (id: string) => unknown>(); export const register = (name: string, f: (id: string) => unknown) => { registry.set(name, f); }; export const run = (name: string, id: string) => registry.get(name)?.(id);`,
    'src/handlers.ts': `import { register } from './registry'; register('go', () => HAZARD);`,
    w: `import '../handlers'; import { run } from '../registry'; export async function order(_ids: string[], kind: string) { return run(kind, 'x'); }`,
  },
  'an event emitter of one’s own': {
    'src/emitter.ts': `export class Emitter { private readonly listeners: Record<string, ((x: unknown) => void)[]> = {}; on(name: string, f: (x: unknown) => void) { (this.listeners[name] ??= []).push(f); return this; } emit(name: string, x: unknown) { this.listeners[name]?.forEach((f) => f(x)); } }`,
    w: `import { Emitter } from '../emitter'; export async function order() { const e = new Emitter(); e.on('go', () => { HAZARD; }); e.emit('go', 1); }`,
  },
  'a retry helper': {
    'src/retry.ts': `export async function retry<T>(f: () => Promise<T>, times = 3): Promise<T> { for (let i = 0; ; i++) { try { return await f(); } catch (error) { if (i >= times) throw error; } } }`,
    w: `import { retry } from '../retry'; export async function order() { return await retry(async () => HAZARD); }`,
  },
  memoise: {
    'src/memo.ts': `export function memo<A, R>(f: (a: A) => R) { const cache = new Map<A, R>(); return (a: A): R => { if (!cache.has(a)) cache.set(a, f(a)); return cache.get(a)!; }; }`,
    'src/value.ts': `import { memo } from './memo'; export const value = memo((_: string) => HAZARD);`,
    w: `import { value } from '../value'; export async function order() { return value('x'); }`,
  },
  'a lazy singleton': {
    'src/lazy.ts': `let instance: any; export const get = () => { if (!instance) { instance = { go: () => HAZARD }; } return instance; };`,
    w: `import { get } from '../lazy'; export async function order() { return get().go(); }`,
  },
  'a getter that is inherited': {
    'src/base.ts': `export abstract class Base { get stamp() { return HAZARD; } }`,
    w: `import { Base } from '../base'; class Own extends Base {} export async function order() { return new Own().stamp; }`,
  },
  'a static factory': {
    'src/id.ts': `export class Id { private constructor(readonly value: unknown) {} static next() { return new Id(HAZARD); } }`,
    w: `import { Id } from '../id'; export async function order() { return Id.next().value; }`,
  },
  'an abstract method': {
    'src/base.ts': `export abstract class Handler { handle(x: string) { return this.doHandle(x); } protected abstract doHandle(x: string): unknown; }`,
    'src/own.ts': `import { Handler } from './base'; export class Own extends Handler { protected doHandle() { return HAZARD; } }`,
    w: `import { Own } from '../own'; export async function order() { return new Own().handle('x'); }`,
  },
  toJSON: {
    'src/money.ts': `export class Money { toJSON() { return HAZARD; } }`,
    w: `import { Money } from '../money'; export async function order() { return JSON.stringify({ price: new Money() }); }`,
  },
  'toString in a template': {
    'src/money.ts': `export class Money { toString() { return String(HAZARD); } }`,
    w: "import { Money } from '../money'; export async function order() { const m = new Money(); return `${m}`; }",
  },
  'valueOf in arithmetic': {
    'src/money.ts': `export class Money { valueOf() { HAZARD; return 1; } }`,
    w: `import { Money } from '../money'; export async function order() { return (new Money() as any) + 1; }`,
  },
  'an iterator': {
    'src/pages.ts': `export class Pages { *[Symbol.iterator]() { yield HAZARD; } }`,
    w: `import { Pages } from '../pages'; export async function order() { return [...new Pages()].length; }`,
  },
  'an async iterator': {
    'src/pages.ts': `export class Pages { async *[Symbol.asyncIterator]() { yield HAZARD; } }`,
    w: `import { Pages } from '../pages'; export async function order() { for await (const page of new Pages()) void page; }`,
  },
  'a generator that delegates': {
    'src/pages.ts': `function* inner() { yield HAZARD; } export function* pages() { yield* inner(); }`,
    w: `import { pages } from '../pages'; export async function order() { for (const page of pages()) void page; }`,
  },
  'next() of a generator': {
    'src/pages.ts': `export function* pages() { yield HAZARD; }`,
    w: `import { pages } from '../pages'; export async function order() { return pages().next().value; }`,
  },
  'a thenable': {
    'src/query.ts': `export class Query { then(resolve: (x: unknown) => void) { resolve(HAZARD); } }`,
    w: `import { Query } from '../query'; export async function order() { return await (new Query() as any); }`,
  },
  'a deferred promise': {
    'src/d.ts': `export const load = () => new Promise((resolve) => { resolve(HAZARD); });`,
    w: `import { load } from '../d'; export async function order() { return await load(); }`,
  },
  'then with a reference': {
    'src/d.ts': `export const go = (x: number) => [x, HAZARD];`,
    w: `import { go } from '../d'; export async function order() { return await Promise.resolve(1).then((x) => x + 1).then(go); }`,
  },
  'catch with a reference': {
    'src/d.ts': `export const recover = () => HAZARD;`,
    w: `import { recover } from '../d'; export async function order() { return await Promise.reject(new Error('x')).catch(recover); }`,
  },
  'Promise.all over map': {
    'src/d.ts': `export const load = async (id: string) => [id, HAZARD];`,
    w: `import { load } from '../d'; export async function order(ids: string[]) { return await Promise.all(ids.map((id) => load(id))); }`,
  },
  'Promise.race of calls': {
    'src/d.ts': `export const load = async () => HAZARD;`,
    w: `import { load } from '../d'; export async function order() { return await Promise.race([load(), Promise.resolve(1)]); }`,
  },
  'Promise.allSettled': {
    'src/d.ts': `export const load = async () => HAZARD;`,
    w: `import { load } from '../d'; export async function order(ids: string[]) { const r = await Promise.allSettled(ids.map(load)); const bad = r.find((x) => x.status === 'rejected'); if (bad) throw (bad as any).reason; return r.length; }`,
  },
  'filter and some': {
    'src/d.ts': `export const isLate = (id: string) => Boolean([id, HAZARD]);`,
    w: `import { isLate } from '../d'; export async function order(ids: string[]) { return ids.filter(isLate).some((id) => id); }`,
  },
  'flatMap and reduce': {
    'src/d.ts': `export const add = (sum: unknown[], id: string) => [...sum, id, HAZARD];`,
    w: `import { add } from '../d'; export async function order(ids: string[]) { return ids.flatMap((id) => [id]).reduce(add, [] as unknown[]).length; }`,
  },
  'sort by a comparator': {
    'src/d.ts': `export const by = (a: string, b: string) => { HAZARD; return a < b ? -1 : 1; };`,
    w: `import { by } from '../d'; export async function order(ids: string[]) { return [...ids].sort(by); }`,
  },
  'Object.entries and map': {
    'src/d.ts': `export const api = { a: () => 1, go: () => HAZARD };`,
    w: `import { api } from '../d'; export async function order() { return Object.entries(api).map(([name, f]) => [name, f()]).length; }`,
  },
  'for in over a table': {
    'src/d.ts': `export const api: Record<string, () => unknown> = { a: () => 1, go: () => HAZARD };`,
    w: `import { api } from '../d'; export async function order() { for (const name in api) api[name]!(); }`,
  },
  'call with this': {
    'src/d.ts': `export function go(this: { id: string }, x: number) { return [this.id, x, HAZARD]; }`,
    w: `import { go } from '../d'; export async function order() { return go.call({ id: 'x' }, 1); }`,
  },
  'apply with arguments': {
    'src/d.ts': `export function run(f: () => unknown) { return f(); }`,
    w: `import { run } from '../d'; export async function order() { return run.apply(null, [() => HAZARD]); }`,
  },
  'a bound method as a callback': {
    'src/d.ts': `export class Api { go(id: string) { return [id, HAZARD]; } }`,
    w: `import { Api } from '../d'; export async function order(ids: string[]) { const api = new Api(); return ids.map(api.go.bind(api)).length; }`,
  },
  'an arrow property as a callback': {
    'src/d.ts': `export class Api { go = (id: string) => [id, HAZARD]; }`,
    w: `import { Api } from '../d'; export async function order(ids: string[]) { const { go } = new Api(); return ids.map(go).length; }`,
  },
  'a curried function': {
    'src/d.ts': `export const get = (base: string) => (path: string) => () => [base, path, HAZARD];`,
    w: `import { get } from '../d'; export async function order() { const users = get('x')('y'); return users(); }`,
  },
  compose: {
    'src/d.ts': `export const compose = (...fs: ((x: any) => any)[]) => (x: any) => fs.reduceRight((value, f) => f(value), x);`,
    w: `import { compose } from '../d'; const go = compose((x) => x, () => HAZARD); export async function order() { return go(1); }`,
  },
  middleware: {
    'src/mw.ts': `type Next = () => unknown; export const run = (stack: ((next: Next) => unknown)[], last: Next) => stack.reduceRight<Next>((next, each) => () => each(next), last)();`,
    w: `import { run } from '../mw'; export async function order() { return run([(next) => next()], () => HAZARD); }`,
  },
  'a visitor': {
    'src/visit.ts': `export interface Visitor { text(x: string): unknown } export const visit = (nodes: { kind: 'text'; value: string }[], visitor: Visitor) => nodes.map((node) => visitor[node.kind](node.value));`,
    w: `import { visit } from '../visit'; export async function order() { return visit([{ kind: 'text', value: 'x' }], { text: () => HAZARD }).length; }`,
  },
  'a state machine': {
    'src/machine.ts': `const states: Record<string, { enter(): unknown; next?: string }> = { start: { enter: () => 1, next: 'paid' }, paid: { enter: () => HAZARD } }; export function run(start: string) { let at: string | undefined = start; while (at) { const state: any = states[at]!; state.enter(); at = state.next; } }`,
    w: `import { run } from '../machine'; export async function order() { run('start'); }`,
  },
  'a WeakMap of private parts': {
    'src/d.ts': `const parts = new WeakMap<object, { go(): unknown }>(); export class Api { constructor() { parts.set(this, { go: () => HAZARD }); } run() { return parts.get(this)!.go(); } }`,
    w: `import { Api } from '../d'; export async function order() { return new Api().run(); }`,
  },
  'a mixin': {
    'src/d.ts': `type C = new (...args: any[]) => object; export const Timed = <T extends C>(Base: T) => class extends Base { stamp() { return HAZARD; } };`,
    w: `import { Timed } from '../d'; class Plain {} class Own extends Timed(Plain) {} export async function order() { return new Own().stamp(); }`,
  },
  'super in a method': {
    'src/d.ts': `export class Base { go() { return HAZARD; } }`,
    w: `import { Base } from '../d'; class Own extends Base { override go() { return [super.go()]; } } export async function order() { return new Own().go(); }`,
  },
  'an accessor by defineProperty': {
    'src/d.ts': `export const config: any = {}; Object.defineProperty(config, 'value', { get() { return HAZARD; } });`,
    w: `import { config } from '../d'; export async function order() { return config.value; }`,
  },
  'a getter of a module object': {
    'src/d.ts': `export const config = { get value() { return HAZARD; } };`,
    w: `import { config } from '../d'; export async function order() { return config.value; }`,
  },
  'a Proxy that answers': {
    'src/d.ts': `export const config: any = new Proxy({}, { get: (_target, name) => [String(name), HAZARD] });`,
    w: `import { config } from '../d'; export async function order() { return config.value; }`,
  },
  'a namespace that is passed on': {
    'src/d.ts': `export const go = () => HAZARD;`,
    'src/run.ts': `export const run = (lib: { go(): unknown }) => lib.go();`,
    w: `import * as d from '../d'; import { run } from '../run'; export async function order() { return run(d); }`,
  },
  'spread of a module': {
    'src/d.ts': `export const go = () => HAZARD;`,
    w: `import * as d from '../d'; const all = { ...d, other: 1 }; export async function order() { return all.go(); }`,
  },
  'an alias of an alias': {
    'src/d.ts': `const first = () => HAZARD; const second = first; export const third = second;`,
    w: `import { third } from '../d'; const go = third; export async function order() { return go(); }`,
  },
  'an overloaded function': {
    'src/d.ts': `export function go(x: string): unknown; export function go(x: number): unknown; export function go(x: unknown) { return [x, HAZARD]; }`,
    w: `import { go } from '../d'; export async function order() { return go(1); }`,
  },
  'a TypeScript namespace': {
    'src/d.ts': `export namespace Api { const inner = () => HAZARD; export function go() { return inner(); } }`,
    w: `import { Api } from '../d'; export async function order() { return Api.go(); }`,
  },
  'a function with properties': {
    'src/d.ts': `export function api() { return 1; } api.go = () => HAZARD;`,
    w: `import { api } from '../d'; export async function order() { return api.go(); }`,
  },
  'an optional chain': {
    'src/d.ts': `export const api: { client?: { go?: () => unknown } } = { client: { go: () => HAZARD } };`,
    w: `import { api } from '../d'; export async function order() { return api.client?.go?.(); }`,
  },
  'a non-null and a cast': {
    'src/d.ts': `export const api: { go?: () => unknown } = { go: () => HAZARD };`,
    w: `import { api } from '../d'; export async function order() { return (api as any)!.go!(); }`,
  },
  'array destructuring of a hook': {
    'src/d.ts': `export const useApi = () => ['x', () => HAZARD] as const;`,
    w: `import { useApi } from '../d'; export async function order() { const [, go] = useApi(); return go(); }`,
  },
  'a tagged template': {
    'src/d.ts': `export const sql = (strings: TemplateStringsArray, ...values: unknown[]) => [strings.length, values, HAZARD];`,
    w: "import { sql } from '../d'; export async function order() { return sql`select ${1}`; }",
  },
  'a constructor three classes up': {
    'src/d.ts': `class A { readonly stamp: unknown; constructor() { this.stamp = HAZARD; } } class B extends A {} export class C extends B { constructor() { super(); } }`,
    w: `import { C } from '../d'; export async function order() { return new C().stamp; }`,
  },
  'a field of a class': {
    'src/d.ts': `export class Entity { readonly id = HAZARD; constructor(readonly name: string) {} }`,
    w: `import { Entity } from '../d'; export async function order() { return new Entity('x').id; }`,
  },
  'a class expression in a table': {
    'src/d.ts': `export const classes = { go: class { run() { return HAZARD; } } };`,
    w: `import { classes } from '../d'; export async function order(_ids: string[], kind: 'go') { return new classes[kind]().run(); }`,
  },
  'a decorator': {
    'src/d.ts': `export function traced(target: any, _context: any) { return function (this: any, ...args: any[]) { HAZARD; return target.apply(this, args); }; }`,
    w: `import { traced } from '../d'; const plain = function () { return 1; }; const wrapped = traced(plain, undefined); export async function order() { return wrapped(); }`,
  },
  'a wrapper of all methods': {
    'src/d.ts': `export const withLog = <T extends Record<string, (...args: any[]) => unknown>>(api: T): T => Object.fromEntries(Object.entries(api).map(([name, f]) => [name, (...args: unknown[]) => { HAZARD; return f(...args); }])) as T;`,
    w: `import { withLog } from '../d'; const api = withLog({ go: () => 1 }); export async function order() { return api.go(); }`,
  },
  'a queue that is drained': {
    'src/d.ts': `const queue: (() => unknown)[] = []; export const later = (f: () => unknown) => { queue.push(f); }; export const drain = () => { let f; while ((f = queue.shift())) f(); };`,
    w: `import { later, drain } from '../d'; export async function order() { later(() => HAZARD); drain(); }`,
  },
  setTimeout: {
    'src/d.ts': `export const go = () => HAZARD;`,
    w: `import { go } from '../d'; export async function order() { await new Promise((resolve) => { const run = (f: () => void) => f(); run(() => { go(); resolve(1); }); }); }`,
  },
  'the arguments object': {
    'src/d.ts': `export function run(..._: unknown[]) { return (arguments as any)[1](); }`,
    w: `import { run } from '../d'; export async function order() { return run(1, () => HAZARD); }`,
  },
  Reflect: {
    'src/d.ts': `export const api = { go: () => HAZARD };`,
    w: `import { api } from '../d'; export async function order() { return Reflect.apply(Reflect.get(api, 'go'), api, []); }`,
  },
  'Object.create': {
    'src/d.ts': `const proto = { go() { return HAZARD; } }; export const make = () => Object.create(proto);`,
    w: `import { make } from '../d'; export async function order() { return make().go(); }`,
  },
  'a let that is set later': {
    'src/d.ts': `let impl: () => unknown = () => 1; export const use = (f: () => unknown) => { impl = f; }; export const run = () => impl();`,
    w: `import { run, use } from '../d'; export async function order() { use(() => HAZARD); return run(); }`,
  },
  'configuration at load': {
    'src/config.ts': `const load = () => ({ started: HAZARD }); export const config = load();`,
    w: `import { config } from '../config'; export async function order() { return config.started; }`,
  },
  'a constant of a class that is loaded': {
    'src/d.ts': `export class Clock { static readonly boot = [HAZARD]; now() { return 1; } }`,
    w: `import { Clock } from '../d'; export async function order() { return new Clock().now(); }`,
  },
  'an arrow returned by a method': {
    'src/d.ts': `export class Api { getter(path: string) { return () => [path, HAZARD]; } }`,
    w: `import { Api } from '../d'; export async function order() { return new Api().getter('x')(); }`,
  },
  'a default parameter of a helper': {
    'src/d.ts': `const now = () => HAZARD; export const stamp = (clock: () => unknown = now) => clock();`,
    w: `import { stamp } from '../d'; export async function order() { return stamp(); }`,
  },
  'a workflow in another file': {
    'src/workflows/child.ts': `export async function child() { return HAZARD; }`,
    w: `import { child } from './child'; export async function order() { return await child(); }`,
  },
  'a shared folder beside workflows': {
    'src/shared/util.ts': `export const go = () => HAZARD;`,
    'src/shared/index.ts': `export { go } from './util';`,
    w: `import { go } from '../shared'; export async function order() { return go(); }`,
  },

  // Other kinds of modules.
  'a JavaScript helper': {
    'src/helper.js': js(`export const go = () => HAZARD;`),
    w: `// @ts-ignore\nimport { go } from '../helper'; export async function order() { return go(); }`,
  },
  'a JavaScript workflow': {
    'src/helper.js': js(`export function go() { return HAZARD; }`),
    'src/workflows/order.js': `import { go } from '../helper.js'; export async function order() { return go(); }`,
  },
  'a CommonJS helper': {
    'src/helper.js': js(`'use strict'; module.exports.go = function () { return HAZARD; };`),
    w: `const { go } = require('../helper'); export async function order() { return go(); }`,
  },
  'a CommonJS workflow': {
    'src/helper.js': js(`const inner = () => HAZARD; module.exports = { go: () => inner() };`),
    'src/workflows/order.js': `const helper = require('../helper'); exports.order = async () => helper.go();`,
  },
  'an import with a .js ending': {
    'src/helper.ts': `export const go = () => HAZARD;`,
    w: `import { go } from '../helper.js'; export async function order() { return go(); }`,
  },
  'require in the function': {
    'src/helper.ts': `export const go = () => HAZARD;`,
    w: `export async function order() { const { go } = require('../helper'); return go(); }`,
  },
  'an eager import': {
    'src/helper.ts': `export const go = () => HAZARD;`,
    w: `export async function order() { const { go } = await import(/* webpackMode: "eager" */ '../helper'); return go(); }`,
  },
  'import equals': {
    'src/helper.ts': `export const go = () => HAZARD;`,
    w: `import helper = require('../helper'); export async function order() { return helper.go(); }`,
  },
  'an ES package': {
    ...inPackage(
      'esm-lib',
      {
        'index.js': js(`export { go } from './go.js';`),
        'go.js': js(`const inner = () => HAZARD; export const go = () => inner();`),
      },
      { type: 'module', exports: { '.': './index.js' } },
    ),
    w: `import { go } from 'esm-lib'; export async function order() { return go(); }`,
  },
  'a CommonJS package made by tsc': {
    ...inPackage(
      'cjs-lib',
      {
        'lib/index.js': js(
          `"use strict"; var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) { if (k2 === undefined) k2 = k; Object.defineProperty(o, k2, { enumerable: true, get: function() { return m[k]; } }); }) : (function(o, m, k, k2) { if (k2 === undefined) k2 = k; o[k2] = m[k]; })); var __exportStar = (this && this.__exportStar) || function(m, exports) { for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p); }; Object.defineProperty(exports, "__esModule", { value: true }); __exportStar(require("./go"), exports);`,
        ),
        'lib/go.js': js(
          `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.go = void 0; const inner_1 = require("./inner"); const go = () => (0, inner_1.inner)(); exports.go = go;`,
        ),
        'lib/inner.js': js(
          `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.inner = inner; function inner() { return HAZARD; }`,
        ),
      },
      { main: 'lib/index.js' },
    ),
    w: `import { go } from 'cjs-lib'; export async function order() { return go(); }`,
  },
  'a package made by esbuild': {
    ...inPackage('built-lib', {
      'index.js': js(
        `var __defProp = Object.defineProperty; var __getOwnPropDesc = Object.getOwnPropertyDescriptor; var __getOwnPropNames = Object.getOwnPropertyNames; var __hasOwnProp = Object.prototype.hasOwnProperty; var __export = (target, all) => { for (var name in all) __defProp(target, name, { get: all[name], enumerable: true }); }; var __copyProps = (to, from, except, desc) => { if (from && typeof from === "object" || typeof from === "function") { for (let key of __getOwnPropNames(from)) if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable }); } return to; }; var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod); var index_exports = {}; __export(index_exports, { Client: () => Client, go: () => go }); module.exports = __toCommonJS(index_exports); var Client = class { send() { return HAZARD; } }; function go() { return new Client().send(); }`,
      ),
    }),
    w: `import { go } from 'built-lib'; export async function order() { return go(); }`,
  },
  'a minified package': {
    ...inPackage('min-lib', {
      'index.js': js(
        `"use strict";Object.defineProperty(exports,"__esModule",{value:!0});var e=function(){function t(t){this.o=t}return t.prototype.r=function(){return this.o()},t}(),n=function(){return new e(function(){return HAZARD}).r()};exports.go=n,exports.default=n;`,
      ),
    }),
    w: `import go from 'min-lib'; export async function order() { return go(); }`,
  },
  'a UMD package': {
    ...inPackage('umd-lib', {
      'index.js': js(
        `(function (root, factory) { if (typeof define === 'function' && define.amd) define(['exports'], factory); else if (typeof exports === 'object') factory(exports); else factory((root.lib = {})); })(this, function (exports) { function go() { return HAZARD; } exports.go = go; });`,
      ),
    }),
    w: `import { go } from 'umd-lib'; export async function order() { return go(); }`,
  },
  'a package with a browser build': {
    ...inPackage(
      'split-lib',
      { 'node.js': `exports.go = () => 1;`, 'browser.js': js(`exports.go = () => HAZARD;`) },
      { main: './node.js', browser: './browser.js' },
    ),
    w: `import { go } from 'split-lib'; export async function order() { return go(); }`,
  },
  'a package with conditions': {
    ...inPackage(
      'cond-lib',
      { 'node.js': `exports.go = () => 1;`, 'browser.js': js(`exports.go = () => HAZARD;`) },
      { exports: { '.': { node: './node.js', browser: './browser.js', default: './node.js' } } },
    ),
    w: `import { go } from 'cond-lib'; export async function order() { return go(); }`,
  },
  'a package of a package': {
    ...inPackage('outer-lib', {
      'index.js': `const inner = require('inner-lib'); class Outer { run() { return inner.go(); } } module.exports = Outer; module.exports.Outer = Outer;`,
    }),
    ...inPackage('inner-lib', { 'index.js': js(`exports.go = function go() { return HAZARD; };`) }),
    w: `import { Outer } from 'outer-lib'; export async function order() { return new Outer().run(); }`,
  },
  'a package that calls back': {
    ...inPackage('each-lib', {
      'index.js': `module.exports = function each(list, f) { for (let i = 0; i < list.length; i++) f(list[i], i); };`,
    }),
    w: `import each = require('each-lib'); export async function order(ids: string[]) { (each as any)(ids, () => { HAZARD; }); }`,
  },
  'a subpath of a package': {
    ...inPackage('sub-lib', { 'lib/go.js': js(`module.exports = () => HAZARD;`) }),
    w: `import go from 'sub-lib/lib/go'; export async function order() { return (go as any)(); }`,
  },
};

/** As `REACHED`, but only a bundler that is told of the aliases finds the way, so that these are not run. */
export const BY_ALIAS = {
  'a path of tsconfig': {
    'tsconfig.json': `{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }`,
    'src/lib/go.ts': `export const go = () => HAZARD;`,
    w: `import { go } from '@lib/go'; export async function order() { return go(); }`,
  },
  'a path of an extended tsconfig': {
    'tsconfig.base.json': `{ // shared\n "compilerOptions": { "paths": { "~/*": ["./src/*"], }, } }`,
    'tsconfig.json': `{ "extends": "./tsconfig.base.json" }`,
    'src/lib/go.ts': `export const go = () => HAZARD;`,
    w: `import { go } from '~/lib/go'; export async function order() { return go(); }`,
  },
  'package imports': {
    'package.json': `{ "name": "shop", "imports": { "#lib/*": "./src/lib/*.ts" } }`,
    'src/lib/go.ts': `export const go = () => HAZARD;`,
    w: `import { go } from '#lib/go'; export async function order() { return go(); }`,
  },
};

/** Code that holds the expression and does not come to it. */
export const NOT_REACHED = {
  'a generator that nobody asks': {
    'src/pages.ts': `export function* pages() { yield HAZARD; }`,
    w: `import { pages } from '../pages'; export async function order() { return typeof pages(); }`,
  },
  'a function that nobody calls': {
    w: `const unused = () => HAZARD; export async function order() { return typeof unused; }`,
  },
  'another export of the helper': {
    'src/h.ts': `export const safe = () => 1; export const go = () => HAZARD;`,
    w: `import { safe } from '../h'; export async function order() { return safe(); }`,
  },
  'another export of a barrel': {
    'src/lib/index.ts': `export * from './a'; export * from './b';`,
    'src/lib/a.ts': `export const safe = () => 1;`,
    'src/lib/b.ts': `export const go = () => HAZARD;`,
    w: `import { safe } from '../lib'; export async function order() { return safe(); }`,
  },
  'another member of a table': {
    'src/h.ts': `export const api = { safe: () => 1, go: () => HAZARD };`,
    w: `import { api } from '../h'; export async function order() { return api.safe(); }`,
  },
  'another method of a class': {
    'src/h.ts': `export class Api { safe() { return 1; } go() { return HAZARD; } }`,
    w: `import { Api } from '../h'; export async function order() { return new Api().safe(); }`,
  },
  'another getter': {
    'src/h.ts': `export class Api { get safe() { return 1; } get go() { return HAZARD; } }`,
    w: `import { Api } from '../h'; export async function order() { return new Api().safe; }`,
  },
  'a static method of a class of which instances are used': {
    'src/h.ts': `export class Api { static go() { return HAZARD; } safe() { return 1; } }`,
    w: `import { Api } from '../h'; export async function order() { return new Api().safe(); }`,
  },
  'a method that is overridden': {
    'src/h.ts': `export class Base { run() { return this.go(); } go(): unknown { return HAZARD; } }`,
    w: `import { Base } from '../h'; class Own extends Base { override go() { return 1; } } export async function order() { return new Own().run(); }`,
  },
  'a callback that is given elsewhere': {
    'src/h.ts': `export const run = (f: () => unknown) => f(); export const other = () => run(() => HAZARD);`,
    w: `import { run } from '../h'; export async function order() { return run(() => 1); }`,
  },
  'an implementation that is injected elsewhere': {
    'src/h.ts': `export class Service { constructor(private readonly client: { get(): unknown }) {} load() { return this.client.get(); } } export const live = () => new Service({ get: () => HAZARD });`,
    w: `import { Service } from '../h'; export async function order() { return new Service({ get: () => 1 }).load(); }`,
  },
  'a default that is replaced': {
    'src/h.ts': `export const stamp = (clock: () => unknown = () => HAZARD) => clock();`,
    w: `import { stamp } from '../h'; export async function order() { return stamp(() => 1); }`,
  },
  'an option that is given': {
    'src/h.ts': `export const make = ({ clock = () => HAZARD }: { clock?: () => unknown } = {}) => ({ now: () => clock() });`,
    w: `import { make } from '../h'; export async function order() { return make({ clock: () => 1 }).now(); }`,
  },
  'the branch of another constant': {
    'src/h.ts': `const IN_WORKFLOW = true; export const go = () => (IN_WORKFLOW ? 1 : HAZARD);`,
    w: `import { go } from '../h'; export async function order() { return go(); }`,
  },
  'a test for Node': {
    'src/h.ts': `export const go = () => { if (typeof process !== 'undefined' && process.versions?.node) return HAZARD; return 1; };`,
    w: `import { go } from '../h'; export async function order() { return go(); }`,
  },
  'a test for a window': {
    'src/h.ts': `export const go = () => (typeof window === 'undefined' ? 1 : HAZARD);`,
    w: `import { go } from '../h'; export async function order() { return go(); }`,
  },
  'a test for production': {
    w: `export async function order() { if (process.env.NODE_ENV === 'production') return HAZARD; return 1; }`,
  },
  'after a return': { w: `export async function order() { return 1; HAZARD; }` },
  'after a throw': {
    w: `const never = (): never => { throw new Error('x'); HAZARD; }; export async function order() { try { never(); } catch { return 1; } }`,
  },
  'typeof an import': {
    'src/activities.ts': `export async function go() { return HAZARD; }`,
    w: `import { proxyActivities } from '@temporalio/workflow'; import type * as activities from '../activities'; const acts = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' }); export async function order() { return typeof acts.go; }`,
  },
  'an import of types without the word': {
    'src/activities.ts': `export interface Price { cents: number } export async function go() { return HAZARD; } export const boot = HAZARD;`,
    w: `import { Price } from '../activities'; export async function order(_ids: string[], _kind: string, price?: Price) { return price?.cents ?? 1; }`,
  },
  'a namespace of types': {
    'src/activities.ts': `export async function go() { return HAZARD; } export const boot = HAZARD;`,
    w: `import { proxyActivities } from '@temporalio/workflow'; import * as activities from '../activities'; const acts = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' }); export async function order() { return typeof acts.go; }`,
  },
  'an activity in the folder of workflows': {
    'src/workflows/activities.ts': `export async function go() { return HAZARD; }`,
    w: `import { proxyActivities } from '@temporalio/workflow'; import type * as activities from './activities'; const { go } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' }); export async function order() { return typeof go; }`,
  },
  'a worker beside it': {
    'src/worker.ts': `import { Worker } from '@temporalio/worker'; export async function run() { HAZARD; return Worker; }`,
    w: `export async function order() { return 1; }`,
  },
  'a client beside it': {
    'src/client.ts': `import { Client } from '@temporalio/client'; import { order } from './workflows/order'; export async function run() { HAZARD; return [Client, order]; }`,
    w: `export async function order() { return 1; }`,
  },
  'a test in the folder of workflows': {
    'src/workflows/order.test.ts': `import { order } from './order'; declare const it: any; it('works', async () => { HAZARD; await order(); });`,
    w: `export async function order() { return 1; }`,
  },
  'a test in a folder of tests': {
    'src/workflows/__tests__/order.ts': `import { order } from '../order'; declare const it: any; it('works', async () => { HAZARD; await order(); });`,
    w: `export async function order() { return 1; }`,
  },
  'a child that is started by name': {
    'src/child.ts': `export async function child() { return HAZARD; }`,
    w: `import { executeChild } from '@temporalio/workflow'; import type { child } from '../child'; const start = () => executeChild<typeof child>('child'); export async function order() { return typeof start; }`,
  },
  'a comment': { w: `// HAZARD_TEXT\n/* HAZARD_TEXT */ export async function order() { return 1; }` },
  'a type of the same name': {
    w: `interface fetch { go(): void } type Buffer = string; export async function order(_ids: string[], _kind: string, x?: fetch, y?: Buffer) { return [x, y].length; }`,
  },
  'another package with a safe export': {
    ...inPackage('two-lib', { 'index.js': js(`exports.safe = () => 1; exports.go = () => HAZARD;`) }),
    w: `import { safe } from 'two-lib'; export async function order() { return safe(); }`,
  },
  'the Node build of a package': {
    ...inPackage(
      'split-lib',
      { 'node.js': js(`exports.go = () => HAZARD;`), 'browser.js': `exports.go = () => 1;` },
      { main: './node.js', browser: './browser.js' },
    ),
    w: `import { go } from 'split-lib'; export async function order() { return go(); }`,
  },
  'a package that tests for what it uses': {
    ...inPackage('guard-lib', {
      'index.js': js(
        `const g = typeof globalThis !== 'undefined' ? globalThis : global; const has = typeof g.process === 'object' && g.process !== null && typeof g.process.versions === 'object'; exports.go = () => (has ? HAZARD : 1);`,
      ),
    }),
    w: `import { go } from 'guard-lib'; export async function order() { return go(); }`,
  },
};
