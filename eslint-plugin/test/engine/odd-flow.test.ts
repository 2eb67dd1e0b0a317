// Code that the language itself calls, or does not come to. Each stands beside a twin that looks alike; the benchmark's corpus
// (benchmarks/lint/corpus/odd-ways.mjs) has more of them, asked of the SDK's sandbox.
import { expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

// One pair a line: what reaches the network, and what does not.
// prettier-ignore
const PAIRS: readonly (readonly [name: string, before: string, reached: string, notReached: string])[] = [
  ["a catch behind what may throw", "function pick(): any { try { if (typeof document !== 'undefined') return document; return JSON.parse('{'); } catch { return fetch('x'); } }", "pick();", "((): any => { try { if (typeof globalThis !== 'undefined') return globalThis; return JSON.parse('{'); } catch { return fetch('x'); } })();"],
  ["a question about what the sandbox freezes", "const limit = () => Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');", "if (limit()?.writable === false) fetch('x');", "const d = limit(); const w = d === undefined ? Object.isExtensible(Error) : Object.hasOwn(d, 'writable') ? d.writable === true : d.set !== undefined; if (w) fetch('x');"],
  ["a question whether it is frozen", "const own = Object.freeze({ a: 1 });", "if (Object.isFrozen(Math) && own) fetch('x');", "if (Object.isExtensible(Array)) fetch('x');"],
  ["a member that may be absent", "const box: any = {}; box[JSON.parse('1')] = () => 1;", "if (!box.source) fetch('x');", "const own: any = { source: 1 }; if (!own.source) fetch('x');"],
  ['a value that is sent into a generator', "function* pages(): any { const f = yield 1; if (f) f(); }", "const it = pages(); it.next(); it.next(() => fetch('x'));", "const it = pages(); it.next(); it.next(() => 1);"],
  ['a function that a generator does not call', "function* pages(): any { const f = yield 1; void f; }", "const it = pages(); it.next(fetch('x'));", "const it = pages(); it.next(); it.next(() => fetch('x'));"],
  ['what a generator returns', "function* inner(): any { return () => fetch('x'); } function* outer(): any { const f = yield* inner(); yield f; }", "outer().next().value();", "outer().next();"],
  ['an iterator that is closed early', "class Pages { [Symbol.asyncIterator]() { return { next: async () => ({ done: true, value: 1 }), return: async () => fetch('x') as any }; } }", "for await (const page of new Pages()) { void page; break; }", "for await (const page of new Pages()) { void page; }"],
  ['a getter that Object.values reads', "const config = { get value() { return fetch('x'); } };", "Object.values(config);", "Object.keys(config);"],
  ['a getter that JSON.stringify reads', "const config = { get value() { return fetch('x'); } };", "JSON.stringify({ config });", "JSON.stringify({ config: 1 });"],
  ['a setter through Object.assign', "class Config { set value(_: unknown) { fetch('x'); } }", "Object.assign(new Config(), { value: 1 });", "Object.assign({ value: 2 }, new Config());"],
  ['a getter behind a descriptor', "const config = { get value() { return fetch('x'); } };", "Object.getOwnPropertyDescriptor(config, 'value')!.get!();", "Object.getOwnPropertyDescriptor(config, 'value');"],
  ['a property that is deleted', "const config: any = { get value() { return fetch('x'); } };", "config.value;", "delete config.value;"],
  ['the apply trap of a proxy', "const proxy: any = new Proxy(() => 1, { apply: () => fetch('x') });", "proxy();", "proxy.name;"],
  ['the set trap of a proxy', "const proxy: any = new Proxy({}, { set: () => { fetch('x'); return true; } });", "proxy.value = 1;", "proxy.value;"],
  ['the has trap of a proxy', "const proxy: any = new Proxy({}, { has: () => { fetch('x'); return true; } });", "'x' in proxy;", "proxy.x;"],
  ['the deleteProperty trap of a proxy', "const proxy: any = new Proxy({}, { deleteProperty: () => { fetch('x'); return true; } });", "delete proxy.x;", "proxy.x;"],
  ['the construct trap of a proxy', "const P: any = new Proxy(class {}, { construct: () => { fetch('x'); return {}; } });", "new P();", "P.name;"],
  ['the target of a proxy', "const proxy: any = new Proxy({ go: () => fetch('x'), other: () => 1 }, {});", "proxy.go();", "proxy.other();"],
  ['a revocable proxy', "const { proxy }: any = Proxy.revocable({ go: () => fetch('x') }, {});", "proxy.go();", "proxy.other;"],
  ['a getter of super', "class Base { get value(): any { return fetch('x'); } get other(): any { return 1; } } class Own extends Base { override get value() { return super.value; } override get other() { return super.other; } }", "new Own().value;", "new Own().other;"],
  ['super in an object that is written out', "const base = { go() { return fetch('x'); }, other() { return 1; } }; const own: any = { __proto__: base, go() { return super.go(); }, other() { return super.other(); } } as any;", "own.go();", "own.other();"],
  ['a static of new.target', "class Base { constructor() { new.target.make(); } static make(): any { return 1; } } class Own extends Base { static override make() { return fetch('x'); } }", "new Own();", "new Base();"],
  ['Symbol.hasInstance', "class Own { static [Symbol.hasInstance]() { fetch('x'); return true; } } class Other {}", "({} as any) instanceof Own;", "({} as any) instanceof Other;"],
  ['a method under a constant name', "const name = 'go'; class Own { [name]() { return fetch('x'); } other() { return 1; } }", "(new Own() as any).go();", "new Own().other();"],
  ['a computed field name', "", "class Own { ['a' + String(fetch('x'))] = 1; } Own.name;", "class Own { ['a' + String(1)] = fetch('x'); } Own.name;"],
  ['a decorator of a parameter', "const note = (..._: any[]) => { fetch('x'); }; const other = (..._: any[]) => { };", "class Own { go(@note _x: string) {} } Own.name;", "class Own { go(@other _x: string) {} } Own.name;"],
  ['a decorator that puts a function into the descriptor', "const wrap = (_t: any, _k: any, d: any) => { d.value = () => fetch('x'); return d; }; class Own { @wrap go() { return 1; } other() { return 1; } }", "new Own().go();", "new Own().other();"],
  ['a namespace that goes on', "namespace Api { export const first = () => fetch('x'); } namespace Api { export const second = () => first(); export const third = () => 1; }", "Api.second();", "Api.third();"],
  ['a dotted namespace', "namespace A.B { export const go = () => fetch('x'); export const other = () => 1; }", "A.B.go();", "A.B.other();"],
  ['an alias of a member of a namespace', "namespace A { export namespace B { export const go = () => fetch('x'); export const other = () => 1; } } import go = A.B.go; import other = A.B.other;", "go();", "other();"],
  ['the name of a member of an enum', "enum Kind { A, B } const api = { A: () => fetch('x'), B: () => 1 };", "api[Kind[0] as 'A']();", "api[Kind[1] as 'B']();"],
  ['a member of an enum that is called like a global', "enum Kind { crypto = 1, B = crypto } const use = (f: any) => f();", "use(() => fetch('x'));", "Kind.B;"],
  ['a labelled block', "", "out: { if (id) break out; return; } fetch('x');", "out: { return; } fetch('x');"],
  ['an endless loop', "", "for (;;) { if (id) break; } fetch('x');", "for (;;) { if (id) return; } fetch('x');"],
  ['a switch in an endless loop', "", "out: while (true) { switch (id) { case 'a': break out; } } fetch('x');", "while (true) { switch (id) { case 'a': break; } if (id === 'b') return; } fetch('x');"],
  ['an argument of an optional call', "const has: any = { go: (x: unknown) => x }; const hasNot: any = {};", "has.go?.(fetch('x'));", "hasNot.go?.(fetch('x'));"],
  ['an argument of an optional call of nothing', "const some: any = (x: unknown) => x; const none: any = undefined;", "some?.(fetch('x'));", "none?.(fetch('x'));"],
  ['the length of a list', "const list = [1];", "if (list.length === 1) fetch('x');", "if (list.length === 1) list.push(2);"],
  ['the size of a Map', "const map = new Map([[1, 2]]);", "if (map.size === 1) fetch('x');", "if (map.size === 1) map.clear();"],
  ['valueOf in a loose comparison', "const money = { valueOf() { fetch('x'); return 1; } };", "(money as any) == 1;", "(money as any) == null;"],
];

it.each(PAIRS)('%s', (_name, before, reached, notReached) => {
  const code = (body: string) => `${before}\nexport async function order(id: string) { ${body} }`;
  const network = (body: string) =>
    hazardsOf({ 'src/workflows/order.ts': code(body) }).filter((each) => each.startsWith('network'));
  expect(network(reached)).toEqual(['network: fetch']);
  expect(network(notReached)).toEqual([]);
});

it('keeps what is imported for types only by an alias out of the bundle', () => {
  const code = (body: string) =>
    hazardsOf({ 'src/workflows/order.ts': `import * as fs from 'fs'; import Stats = fs.Stats; ${body}` });
  expect(code(`export async function order(_: Stats) {}`)).toEqual([]);
  expect(code(`export async function order() { return new Stats(); }`)).toEqual(['unbundlable-import: fs']);
});
