// Rarer ways to come to an expression, written as HAZARD, each beside a twin that does not come to it. `truth.mjs` runs both.

const w = (text) => ({ w: text });
const order = (body, before = '') =>
  w(`${before} export async function order(ids: string[], kind: string) { ${body} }`);
const inPackage = (name, text, others = {}) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', ...others }),
  [`node_modules/${name}/index.js`]: text.replaceAll('HAZARD', 'HAZARD_JS'),
});

/** By name: `[reached, notReached]`; either may be missing. */
const PAIRS = {
  // Generators.
  'a generator that is returned early': [
    order(
      `const it = pages(); it.next(); it.return(); return 1;`,
      `function* pages() { try { yield 1; yield 2; } finally { HAZARD; } }`,
    ),
    order(`const it = pages(); it.return(); return 1;`, `function* pages() { try { yield 1; } finally { HAZARD; } }`),
  ],
  'a value that is sent into a generator': [
    order(
      `const it = pages(); it.next(); it.next(() => HAZARD); return 1;`,
      `function* pages(): any { const f = yield 1; if (f) f(); }`,
    ),
    order(
      `const it = pages(); it.next(); it.next(() => HAZARD); return 1;`,
      `function* pages(): any { const f = yield 1; void f; }`,
    ),
  ],
  'an error that is thrown into a generator': [
    order(
      `const it = pages(); it.next(); it.throw(new Error('x')); return 1;`,
      `function* pages() { try { yield 1; } catch { HAZARD; } }`,
    ),
  ],
  'the value that a generator returns': [
    order(
      `const got = outer().next(); return got.value();`,
      `function* inner(): any { return () => HAZARD; } function* outer(): any { const f = yield* inner(); yield f; }`,
    ),
    order(
      `const got = outer().next(); return typeof got.value;`,
      `function* inner(): any { return () => HAZARD; } function* outer(): any { const f = yield* inner(); yield f; }`,
    ),
  ],
  'a generator method of an object': [
    order(`return [...api.pages()].length;`, `const api = { *pages() { yield HAZARD; } };`),
    order(`return typeof api.pages;`, `const api = { *pages() { yield HAZARD; } };`),
  ],
  'destructuring of a generator': [
    order(`const [first] = pages(); return first;`, `function* pages() { yield HAZARD; }`),
    order(`const [...none] = [] as any[]; return none.length;`, `function* pages() { yield HAZARD; } void pages;`),
  ],
  'a generator that runs for a spread argument': [
    order(`return Math.max(...pages());`, `function* pages() { HAZARD; yield 1; }`),
  ],
  'a Map that is made of a generator': [
    order(`return new Map(pages()).size;`, `function* pages(): any { HAZARD; yield ['a', 1]; }`),
  ],
  'Array.from of an iterable class': [
    order(
      `return Array.from(new Pages()).length;`,
      `class Pages { [Symbol.iterator]() { let n = 0; return { next: () => { HAZARD; return { done: n++ > 0, value: n }; } }; } }`,
    ),
    order(
      `return typeof new Pages();`,
      `class Pages { [Symbol.iterator]() { return { next: () => { HAZARD; return { done: true, value: 1 }; } }; } }`,
    ),
  ],

  // Async iteration.
  'next of an async iterator': [
    order(
      `for await (const page of new Pages()) void page; return 1;`,
      `class Pages { [Symbol.asyncIterator]() { let n = 0; return { next: async () => { HAZARD; return { done: n++ > 0, value: n }; } }; } }`,
    ),
  ],
  'return of an async iterator': [
    order(
      `for await (const page of new Pages()) { void page; break; } return 1;`,
      `class Pages { [Symbol.asyncIterator]() { return { next: async () => ({ done: false, value: 1 }), return: async () => { HAZARD; return { done: true, value: 1 }; } }; } }`,
    ),
    order(
      `for await (const page of new Pages()) { void page; } return 1;`,
      `class Pages { [Symbol.asyncIterator]() { return { next: async () => ({ done: true, value: 1 }), return: async () => { HAZARD; return { done: true, value: 1 }; } }; } }`,
    ),
  ],
  'an async generator that is awaited by hand': [
    order(
      `const it = pages(); await it.next(); await it.next(); return 1;`,
      `async function* pages() { yield 1; HAZARD; }`,
    ),
    order(`const it = pages(); void it; return 1;`, `async function* pages() { yield 1; HAZARD; }`),
  ],
  'for await of promises': [
    order(`for await (const f of [Promise.resolve(() => HAZARD)]) f(); return 1;`),
    order(`for await (const f of [Promise.resolve(() => HAZARD)]) void f; return 1;`),
  ],
  'an async generator in a pipeline': [
    order(
      `for await (const x of map(source(), () => HAZARD)) void x; return 1;`,
      `async function* source() { yield 1; } async function* map(from: AsyncIterable<any>, f: any) { for await (const x of from) yield f(x); }`,
    ),
    order(
      `for await (const x of map(source(), () => 1)) void x; return 1;`,
      `async function* source() { yield 1; } async function* map(from: AsyncIterable<any>, f: any) { for await (const x of from) yield f(x); } export const unused = () => map(source(), () => HAZARD);`,
    ),
  ],

  // Getters and setters.
  'a getter that destructuring reads': [
    order(`const { value } = config; return value;`, `const config = { get value() { return HAZARD; } };`),
    order(`const { other } = config; return other;`, `const config = { get value() { return HAZARD; }, other: 1 };`),
  ],
  'a getter that a spread reads': [
    order(`return Object.keys({ ...config }).length;`, `const config = { get value() { return HAZARD; } };`),
    order(`return Object.keys(config).length;`, `const config = { get value() { return HAZARD; } };`),
  ],
  'a getter that Object.values reads': [
    order(`return Object.values(config).length;`, `const config = { get value() { return HAZARD; } };`),
    order(`return Object.getOwnPropertyNames(config).length;`, `const config = { get value() { return HAZARD; } };`),
  ],
  'a getter that Object.assign reads': [
    order(`return typeof Object.assign({}, config);`, `const config = { get value() { return HAZARD; } };`),
    order(`return typeof Object.create(config);`, `const config = { get value() { return HAZARD; } };`),
  ],
  'a getter that JSON.stringify reads': [
    order(`return JSON.stringify({ config }).length;`, `const config = { get value() { return HAZARD; } };`),
  ],
  'a static getter': [
    order(`return Config.value;`, `class Config { static get value() { return HAZARD; } }`),
    order(`return Config.name;`, `class Config { static get value() { return HAZARD; } }`),
  ],
  'a setter through Object.assign': [
    order(
      `return typeof Object.assign(new Config(), { value: 1 });`,
      `class Config { set value(_: unknown) { HAZARD; } }`,
    ),
    order(
      `return typeof Object.assign({}, { value: 1 }, new Config());`,
      `class Config { set value(_: unknown) { HAZARD; } }`,
    ),
  ],
  'a setter by destructuring': [
    order(
      `const c: any = new Config(); [c.value] = [1]; return 1;`,
      `class Config { set value(_: unknown) { HAZARD; } }`,
    ),
    order(
      `const c: any = new Config(); [c.other] = [1]; return 1;`,
      `class Config { set value(_: unknown) { HAZARD; } }`,
    ),
  ],
  'a setter by an increment': [
    order(
      `const c: any = new Config(); c.value++; return 1;`,
      `class Config { get value() { return 1; } set value(_: unknown) { HAZARD; } }`,
    ),
  ],
  'a lazy getter that replaces itself': [
    order(
      `return config.value;`,
      `const config = { get value() { const made = HAZARD; Object.defineProperty(this, 'value', { value: made }); return made; } };`,
    ),
  ],
  '__lookupGetter__ and its like': [
    order(
      `return Object.getOwnPropertyDescriptor(config, 'value')!.get!();`,
      `const config = { get value() { return HAZARD; } };`,
    ),
    order(
      `return typeof Object.getOwnPropertyDescriptor(config, 'value')!.get;`,
      `const config = { get value() { return HAZARD; } };`,
    ),
  ],

  // Proxies.
  'the apply trap of a proxy': [
    order(`return proxy();`, `const proxy: any = new Proxy(() => 1, { apply: () => HAZARD });`),
    order(`return typeof proxy;`, `const proxy: any = new Proxy(() => 1, { apply: () => HAZARD });`),
  ],
  'the target of a proxy without a trap for it': [
    order(`return proxy.go();`, `const proxy: any = new Proxy({ go: () => HAZARD }, {});`),
    order(`return proxy.other();`, `const proxy: any = new Proxy({ go: () => HAZARD, other: () => 1 }, {});`),
  ],
  'the construct trap of a proxy': [
    order(
      `return typeof new proxy();`,
      `const proxy: any = new Proxy(class {}, { construct: () => { HAZARD; return {}; } });`,
    ),
  ],
  'the set trap of a proxy': [
    order(`proxy.value = 1; return 1;`, `const proxy: any = new Proxy({}, { set: () => { HAZARD; return true; } });`),
    order(`return proxy.value;`, `const proxy: any = new Proxy({}, { set: () => { HAZARD; return true; } });`),
  ],
  'the has trap of a proxy': [
    order(`return 'x' in proxy;`, `const proxy: any = new Proxy({}, { has: () => { HAZARD; return true; } });`),
  ],
  'a revocable proxy': [
    order(`return proxy.value;`, `const { proxy }: any = Proxy.revocable({}, { get: () => HAZARD });`),
  ],
  'a proxy that hands on by Reflect.get': [
    order(
      `return proxy.go();`,
      `const proxy: any = new Proxy({ go: () => HAZARD }, { get: (target, key, receiver) => Reflect.get(target, key, receiver) });`,
    ),
  ],

  // Classes.
  'a field that calls a method of a subclass': [
    order(
      `return new Own().value;`,
      `class Base { value = this.make(); make(): unknown { return 1; } } class Own extends Base { override make() { return HAZARD; } }`,
    ),
    order(
      `return new Base().value;`,
      `class Base { value = this.make(); make(): unknown { return 1; } } class Own extends Base { override make() { return HAZARD; } } void Own;`,
    ),
  ],
  'a computed class field': [order(`return typeof new Own();`, `class Own { ['a' + (HAZARD, 1)] = 1; }`)],
  'a computed method name': [
    order(
      `return new Own().go();`,
      `const name = 'go'; class Own { [name]() { return HAZARD; } go!: () => unknown; }`.replace(
        ` go!: () => unknown;`,
        ` [key: string]: any;`,
      ),
    ),
    order(
      `return new Own().other();`,
      `const name = 'go'; class Own { [name]() { return HAZARD; } other() { return 1; } }`,
    ),
  ],
  'a private getter': [
    order(`return new Own().read();`, `class Own { get #value() { return HAZARD; } read() { return this.#value; } }`),
    order(
      `return new Own().read();`,
      `class Own { get #value() { return HAZARD; } get value() { return 1; } read() { return this.value; } other() { return this.#value; } }`,
    ),
  ],
  'a private setter': [
    order(
      `new Own().write(); return 1;`,
      `class Own { set #value(_: unknown) { HAZARD; } write() { this.#value = 1; } }`,
    ),
  ],
  'a static block': [
    order(`return typeof Own;`, `class Own { static value: unknown; static { Own.value = HAZARD; } }`),
    order(`return typeof Own;`, `class Own { static make: () => unknown; static { Own.make = () => HAZARD; } }`),
  ],
  'a static block that keeps a private function': [
    order(
      `return read(new Own());`,
      `let read: (own: Own) => unknown; class Own { #go() { return HAZARD; } static { read = (own) => own.#go(); } }`,
    ),
  ],
  'a class that is never made': [
    undefined,
    order(`return typeof Own;`, `class Own { value = HAZARD; constructor() { HAZARD; } }`),
  ],
  'super in a static method': [
    order(
      `return Own.go();`,
      `class Base { static go() { return HAZARD; } } class Own extends Base { static override go() { return super.go(); } }`,
    ),
    order(
      `return Own.go();`,
      `class Base { static go() { return HAZARD; } static other() { return 1; } } class Own extends Base { static override go() { return super.other(); } }`,
    ),
  ],
  'super in an object literal': [
    order(
      `return own.go();`,
      `const base = { go() { return HAZARD; } }; const own: any = { __proto__: base, go() { return super.go(); } } as any;`,
    ),
  ],
  'super’s getter': [
    order(
      `return new Own().value;`,
      `class Base { get value(): unknown { return HAZARD; } } class Own extends Base { override get value() { return super.value; } }`,
    ),
  ],
  'new.target': [
    order(
      `return typeof new Own();`,
      `class Base { constructor() { new.target.make(); } static make(): unknown { return 1; } } class Own extends Base { static override make() { return HAZARD; } }`,
    ),
    order(
      `return typeof new Base();`,
      `class Base { constructor() { new.target.make(); } static make(): unknown { return 1; } } class Own extends Base { static override make() { return HAZARD; } } void Own;`,
    ),
  ],
  'this.constructor': [
    order(
      `return new Own().run();`,
      `class Own { static make() { return HAZARD; } run() { return (this.constructor as typeof Own).make(); } }`,
    ),
  ],
  'Symbol.species and Symbol.hasInstance': [
    order(`return ({} as any) instanceof Own;`, `class Own { static [Symbol.hasInstance]() { HAZARD; return true; } }`),
    order(
      `return ({} as any) instanceof Other;`,
      `class Own { static [Symbol.hasInstance]() { HAZARD; return true; } } class Other {} void Own;`,
    ),
  ],
  'a constructor that returns another object': [
    order(`return (new Own() as any).go();`, `class Own { constructor() { return { go: () => HAZARD }; } }`),
  ],
  'an old class with prototype methods': [
    order(
      `return new (Old as any)().go();`,
      `function Old(this: any) { this.x = 1; } Old.prototype.go = function () { return HAZARD; };`,
    ),
    order(
      `return new (Old as any)().other();`,
      `function Old(this: any) { this.x = 1; } Old.prototype.go = function () { return HAZARD; }; Old.prototype.other = () => 1;`,
    ),
  ],

  // Decorators, as the bundler compiles them.
  'a decorator that runs when the class is made': [
    order(`return typeof Own;`, `function note(_: any): any { HAZARD; } @note class Own {}`),
    order(
      `return typeof Own;`,
      `function note(_: any): any { return undefined; } const unused = () => HAZARD; void unused; @note class Own {}`,
    ),
  ],
  'a factory of decorators': [
    order(
      `return typeof Own;`,
      `const note = (_: string) => { HAZARD; return (_: any): any => undefined; }; @note('x') class Own {}`,
    ),
  ],
  'a decorator of a method that wraps it': [
    order(
      `return new Own().go();`,
      `const wrap = (_t: any, _k: any, d: any) => { const { value } = d; d.value = function (...args: any[]) { HAZARD; return value.apply(this, args); }; return d; }; class Own { @wrap go() { return 1; } }`,
    ),
    order(
      `return new Own().other();`,
      `const wrap = (_t: any, _k: any, d: any) => { const { value } = d; d.value = function (...args: any[]) { HAZARD; return value.apply(this, args); }; return d; }; class Own { @wrap go() { return 1; } other() { return 1; } }`,
    ),
  ],
  'a decorator of a parameter': [
    order(
      `return typeof Own;`,
      `const note = (..._: any[]) => { HAZARD; }; class Own { go(@note _x: string) { return 1; } }`,
    ),
  ],
  'a decorator of a field': [
    order(`return typeof new Own();`, `const note = (..._: any[]): any => { HAZARD; }; class Own { @note value = 1; }`),
  ],

  // Exports.
  'a chain of five re-exports under five names': [
    {
      'src/a.ts': `export { b as a } from './b';`,
      'src/b.ts': `export { c as b } from './c';`,
      'src/c.ts': `import { d } from './d'; export { d as c };`,
      'src/d.ts': `export { default as d } from './e';`,
      'src/e.ts': `export { go as default } from './f';`,
      'src/f.ts': `export const go = () => HAZARD; export const a = () => 1;`,
      w: `import { a } from '../a'; export async function order() { return a(); }`,
    },
    {
      'src/a.ts': `export { b as a } from './b';`,
      'src/b.ts': `export { c as b } from './c';`,
      'src/c.ts': `import { d } from './d'; export { d as c };`,
      'src/d.ts': `export { default as d } from './e';`,
      'src/e.ts': `export { a as default } from './f';`,
      'src/f.ts': `export const go = () => HAZARD; export const a = () => 1;`,
      w: `import { a } from '../a'; export async function order() { return a(); }`,
    },
  ],
  'an own export that hides one of a star': [
    {
      'src/lib.ts': `export * from './other'; export const go = () => HAZARD;`,
      'src/other.ts': `export const go = () => 1;`,
      w: `import { go } from '../lib'; export async function order() { return go(); }`,
    },
    {
      'src/lib.ts': `export * from './other'; export const go = () => 1;`,
      'src/other.ts': `export const go = () => HAZARD;`,
      w: `import { go } from '../lib'; export async function order() { return go(); }`,
    },
  ],
  'a star of a star and a cycle': [
    {
      'src/a.ts': `export * from './b'; export const other = 1;`,
      'src/b.ts': `export * from './a'; export * from './c';`,
      'src/c.ts': `export const go = () => HAZARD;`,
      w: `import { go } from '../a'; export async function order() { return go(); }`,
    },
  ],
  'a star does not export the default': [
    undefined,
    {
      'src/a.ts': `export * from './b'; export default () => 1;`,
      'src/b.ts': `export default () => HAZARD;`,
      w: `import a from '../a'; export async function order() { return a(); }`,
    },
  ],
  'an export under a text': [
    {
      'src/a.ts': `const go = () => HAZARD; export { go as 'go now' };`,
      w: `import { 'go now' as go } from '../a'; export async function order() { return go(); }`,
    },
  ],
  'a live binding': [
    {
      'src/a.ts': `export let go = (): unknown => 1; export const start = () => { go = () => HAZARD; };`,
      w: `import { go, start } from '../a'; export async function order() { start(); return go(); }`,
    },
    {
      'src/a.ts': `export let go = (): unknown => 1; export const start = () => { go = () => HAZARD; };`,
      w: `import { go } from '../a'; export async function order() { return go(); }`,
    },
  ],
  'a namespace under a computed name': [
    {
      'src/a.ts': `export const go = () => HAZARD; export const other = () => 1;`,
      w: `import * as a from '../a'; export async function order() { return a['g' + 'o' as 'go'](); }`,
    },
    {
      'src/a.ts': `export const go = () => HAZARD; export const other = () => 1;`,
      w: `import * as a from '../a'; export async function order() { return a['oth' + 'er' as 'other'](); }`,
    },
  ],
  'all of a namespace': [
    {
      'src/a.ts': `export const go = () => HAZARD;`,
      w: `import * as a from '../a'; export async function order() { return Object.values(a).map((f) => f()).length; }`,
    },
    {
      'src/a.ts': `export const go = () => HAZARD;`,
      w: `import * as a from '../a'; export async function order() { return Object.keys(a).length; }`,
    },
  ],
  'a hoisted default function in a cycle': [
    {
      'src/a.ts': `import b from './b'; export default function a() { return HAZARD; } export const c = b;`,
      'src/b.ts': `import a from './a'; export default () => a();`,
      w: `import { c } from '../a'; export async function order() { return c(); }`,
    },
  ],

  // Imports of other kinds.
  'an eager import of a constant text': [
    {
      'src/a.ts': `export const go = () => HAZARD;`,
      w: 'export async function order() { const a = await import(/* webpackMode: "eager" */ `../a`); return a.go(); }',
    },
    {
      'src/a.ts': `export const go = () => HAZARD; export const other = () => 1;`,
      w: 'export async function order() { const a = await import(/* webpackMode: "eager" */ `../a`); return a.other(); }',
    },
  ],
  'then of an eager import': [
    {
      'src/a.ts': `export default () => HAZARD;`,
      w: `export async function order() { return await import(/* webpackMode: "eager" */ '../a').then((a) => a.default()); }`,
    },
    {
      'src/a.ts': `export default () => HAZARD;`,
      w: `export async function order() { return await import(/* webpackMode: "eager" */ '../a').then((a) => typeof a.default); }`,
    },
  ],
  'a table that JSON holds': [
    {
      'src/kinds.json': `{ "go": "now", "list": ["a"] }`,
      w: `const kinds = require('../kinds.json'); export async function order() { return kinds.go === 'now' ? HAZARD : 1; }`,
    },
    {
      'src/kinds.json': `{ "go": "now", "fetch": "crypto" }`,
      w: `import kinds from '../kinds.json'; export async function order() { return kinds.fetch; }`,
    },
  ],
  'a require under a condition': [
    {
      'src/a.ts': `export const go = () => HAZARD;`,
      'src/b.ts': `export const go = () => 1;`,
      w: `export async function order(ids: string[]) { const api = ids.length > 0 ? require('../a') : require('../b'); return api.go(); }`,
    },
    {
      'src/a.ts': `export const go = () => HAZARD;`,
      'src/b.ts': `export const go = () => 1;`,
      w: `const api = process.env.NODE_ENV === 'production' ? require('../a') : require('../b'); export async function order() { return api.go(); }`,
    },
  ],
  'a require that loads': [
    {
      'src/a.ts': `export const boot = HAZARD;`,
      w: `export async function order() { require('../a'); return 1; }`,
    },
    {
      'src/a.ts': `export const boot = HAZARD;`,
      w: `const unused = () => require('../a'); export async function order() { return typeof unused; }`,
    },
  ],
  'a function that is all of a CommonJS module': [
    {
      ...inPackage('all-lib', `module.exports = () => HAZARD;`),
      w: `import go from 'all-lib'; export async function order() { return go(); }`,
    },
    {
      ...inPackage('all-lib', `module.exports = () => 1; module.exports.go = () => HAZARD;`),
      w: `import go from 'all-lib'; export async function order() { return go(); }`,
    },
  ],
  'module.exports of another module': [
    {
      ...inPackage('again-lib', `module.exports = require('./inner');`),
      'node_modules/again-lib/inner.js': `exports.go = () => HAZARD_JS;`,
      w: `import { go } from 'again-lib'; export async function order() { return go(); }`,
    },
  ],
  'an interop default': [
    {
      ...inPackage(
        'interop-lib',
        `"use strict"; var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; }; Object.defineProperty(exports, "__esModule", { value: true }); const inner_1 = __importDefault(require("./inner")); exports.default = () => (0, inner_1.default)();`,
      ),
      'node_modules/interop-lib/inner.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.default = () => HAZARD_JS;`,
      w: `import go from 'interop-lib'; export async function order() { return go(); }`,
    },
  ],
  'exports by a getter': [
    {
      ...inPackage(
        'get-lib',
        `Object.defineProperty(exports, 'go', { enumerable: true, get: function () { return () => HAZARD; } });`,
      ),
      w: `import { go } from 'get-lib'; export async function order() { return go(); }`,
    },
    {
      ...inPackage(
        'get-lib',
        `Object.defineProperty(exports, 'go', { enumerable: true, get: function () { return () => HAZARD; } }); exports.other = () => 1;`,
      ),
      w: `import { other } from 'get-lib'; export async function order() { return other(); }`,
    },
  ],
  'this of a CommonJS module': [
    {
      ...inPackage('this-lib', `this.go = () => HAZARD;`),
      w: `import { go } from 'this-lib'; export async function order() { return go(); }`,
    },
  ],
  'an enum and a namespace of one name': [
    order(
      `return Kind.make(Kind.A);`,
      `enum Kind { A = 'a' } namespace Kind { export const make = (_: Kind) => HAZARD; }`,
    ),
    order(`return Kind.A;`, `enum Kind { A = 'a' } namespace Kind { export const make = (_: Kind) => HAZARD; }`),
  ],
  'a class and a namespace of one name': [
    order(
      `return Api.make();`,
      `class Api { go() { return 1; } } namespace Api { export function make() { return HAZARD; } }`,
    ),
    order(
      `return new Api().go();`,
      `class Api { go() { return 1; } } namespace Api { export function make() { return HAZARD; } }`,
    ),
  ],
  'a function and a namespace of one name': [
    order(`return api.inner();`, `function api() { return 1; } namespace api { export const inner = () => HAZARD; }`),
    order(`return api();`, `function api() { return 1; } namespace api { export const inner = () => HAZARD; }`),
  ],
  'a namespace in two parts': [
    order(
      `return Api.second();`,
      `namespace Api { export const first = () => HAZARD; } namespace Api { export const second = () => first(); }`,
    ),
    order(
      `return Api.second();`,
      `namespace Api { export const first = () => HAZARD; } namespace Api { export const second = () => 1; }`,
    ),
  ],
  'a dotted namespace': [
    order(`return A.B.go();`, `namespace A.B { export const go = () => HAZARD; }`),
    order(`return A.B.other();`, `namespace A.B { export const go = () => HAZARD; export const other = () => 1; }`),
  ],
  'an alias of a member of a namespace': [
    order(`return go();`, `namespace A { export namespace B { export const go = () => HAZARD; } } import go = A.B.go;`),
    order(
      `return other();`,
      `namespace A { export namespace B { export const go = () => HAZARD; export const other = () => 1; } } import other = A.B.other;`,
    ),
  ],
  'an enum that is merged and computed': [
    order(`return Kind.B;`, `enum Kind { A = 1 } enum Kind { B = (HAZARD, 2) as number }`),
  ],
  'the reverse name of an enum': [
    order(`return api[Kind[0] as 'A']();`, `enum Kind { A } const api = { A: () => HAZARD };`),
    order(`return api[Kind[0] as 'A']();`, `enum Kind { A } const api = { A: () => 1, B: () => HAZARD };`),
  ],

  // Disposal.
  'using in a loop': [
    order(
      `for (const id of ids) { using lock = take(id); void lock; } return 1;`,
      `const take = (_: string) => ({ [Symbol.dispose]() { HAZARD; } });`,
    ),
    order(
      `for (const id of ids) { const lock = take(id); void lock; } return 1;`,
      `const take = (_: string) => ({ [Symbol.dispose]() { HAZARD; } });`,
    ),
  ],
  'using of a class': [
    order(
      `using lock = new Lock(); void lock; return 1;`,
      `class Lock implements Disposable { [Symbol.dispose]() { HAZARD; } }`,
    ),
    order(
      `using lock = flag ? new Lock() : null; void lock; return 1;`,
      `const flag = false; class Lock implements Disposable { [Symbol.dispose]() { HAZARD; } }`,
    ),
  ],
  'await using': [
    order(
      `await using lock = new Lock(); void lock; return 1;`,
      `class Lock { async [Symbol.asyncDispose]() { HAZARD; } }`,
    ),
  ],

  // Jumps.
  'code after a labelled break': [
    order(`outer: { if (ids.length > 0) break outer; return 1; } return HAZARD;`),
    order(`outer: { return 1; } return HAZARD;`),
  ],
  'continue of an outer loop': [
    order(
      `let n = 0; outer: for (const id of ids) { for (;;) { if (n++ > 1) break; continue outer; } HAZARD; void id; } for (const id of ids) { if (id === 'b') HAZARD; } return 1;`,
    ),
    order(`outer: for (const id of ids) { for (;;) { continue outer; } HAZARD; void id; } return 1;`),
  ],
  'a fall through': [
    order(`switch (kind) { case 'go': case 'run': ids.length; default: return HAZARD; }`),
    order(`switch ('stop' as string) { case 'go': return HAZARD; case 'stop': return 1; }`),
  ],
  'after an endless loop with a break': [
    order(`for (;;) { if (ids.length > 0) break; } return HAZARD;`),
    order(`for (;;) { if (ids.length > 0) return 1; } HAZARD;`),
  ],
  'a finally that replaces the return': [
    order(`const go = () => { try { return 1; } finally { ids.push(String(HAZARD)); } }; return go();`),
  ],

  // Calls.
  'a tag that is a method': [
    order('return sql.tag`x${1}`;', `const sql = { tag: (_s: TemplateStringsArray, ..._v: unknown[]) => HAZARD };`),
    order(
      'return sql.other`x${1}`;',
      `const sql = { tag: (_s: TemplateStringsArray, ..._v: unknown[]) => HAZARD, other: (_s: TemplateStringsArray, ..._v: unknown[]) => 1 };`,
    ),
  ],
  'a tag that is returned by a tag': [
    order('return css`a``b`;', `const css = (_: TemplateStringsArray) => (_2: TemplateStringsArray) => HAZARD;`),
    order('return typeof css`a`;', `const css = (_: TemplateStringsArray) => (_2: TemplateStringsArray) => HAZARD;`),
  ],
  'a function in a template that the tag calls': [
    order(
      'return css`a${() => HAZARD}`;',
      `const css = (_: TemplateStringsArray, ...fs: (() => unknown)[]) => fs.map((f) => f()).length;`,
    ),
    order(
      'return css`a${() => HAZARD}`;',
      `const css = (_: TemplateStringsArray, ...fs: (() => unknown)[]) => fs.length;`,
    ),
  ],
  'an optional call of an element': [
    order(`return api?.[kind as 'go']?.();`, `const api: { go?: () => unknown } | undefined = { go: () => HAZARD };`),
    order(
      `return api?.['stop' as 'go']?.() ?? 1;`,
      `const api: { go?: () => unknown } | undefined = { go: () => HAZARD };`,
    ),
  ],
  'an argument of an optional call': [
    order(`return api.note?.(HAZARD);`, `const api: { note?: (x: unknown) => unknown } = { note: (x) => x };`),
    order(`return (api as any).note?.(HAZARD) ?? 1;`, `const api = {};`),
  ],
  'an optional call of nothing': [undefined, order(`return none?.(HAZARD) ?? 1;`, `const none = undefined as any;`)],
  'a default parameter that calls another': [
    order(`return make();`, `const make = (a = first(), b = a) => b; const first = () => HAZARD;`),
    order(`return make(1);`, `const make = (a: unknown = first(), b = a) => b; const first = () => HAZARD;`),
  ],
  'a default parameter for an explicit undefined': [
    order(`return make(undefined);`, `const make = (a: unknown = HAZARD) => a;`),
    order(`return make(null);`, `const make = (a: unknown = HAZARD) => a;`),
  ],
  'a default of a destructured parameter': [
    order(`return make({});`, `const make = ({ a = HAZARD }: { a?: unknown }) => a;`),
    order(`return make({ a: 0 });`, `const make = ({ a = HAZARD }: { a?: unknown }) => a;`),
  ],
  'arguments.length and callee of a bound function': [
    order(
      `return run.bind(null, () => HAZARD)();`,
      `function run(f: () => unknown) { return arguments.length === 1 ? f() : 1; }`,
    ),
  ],
  'Function.prototype.call of an array method': [
    order(`return Array.prototype.map.call(ids, () => HAZARD).length;`),
    order(`return Array.prototype.map.call([], () => 1).length + [() => HAZARD].length;`),
  ],
  'a replacer of JSON.stringify': [
    order(`return JSON.stringify({ a: 1 }, (_key, value) => { HAZARD; return value; });`),
  ],
  'a reviver of JSON.parse': [order(`return JSON.parse('{"a":1}', (_key, value) => { HAZARD; return value; }).a;`)],
  'a function that replace calls': [
    order(`return 'a'.replace(/a/, () => String(HAZARD));`),
    order(`return 'a'.replace(/a/, 'b') + typeof (() => HAZARD);`),
  ],
  'Symbol.toPrimitive in a comparison': [
    order(`return (money as any) > 1;`, `const money = { [Symbol.toPrimitive]() { HAZARD; return 1; } };`),
    order(`return money === (1 as any);`, `const money = { [Symbol.toPrimitive]() { HAZARD; return 1; } };`),
  ],
  'toString as a property key': [
    order(`return ({} as any)[key as any];`, `const key = { toString() { HAZARD; return 'x'; } };`),
  ],
  'valueOf in a loose comparison': [
    order(`return (money as any) == 1;`, `const money = { valueOf() { HAZARD; return 1; } };`),
  ],
  'the length of a list that is written out': [order(`const list = [1, 2]; return list.length === 2 ? HAZARD : 1;`)],
  'the size of a Map': [order(`const map = new Map([[1, 2]]); if (map.size === 1) return HAZARD; return 1;`)],
  'a class that a decorator puts in the place of another': [
    order(
      `return new (Own as any)().go();`,
      `const swap = (_: any): any => class { go() { return HAZARD; } }; @swap class Own {}`,
    ),
  ],
  'a callback after an await': [
    order(`const f = await Promise.resolve(() => HAZARD); return f();`),
    order(`const f = await Promise.resolve(() => HAZARD); return typeof f;`),
  ],
  'Promise.withResolvers': [
    order(
      `const p: any = {}; p.promise = new Promise((resolve) => { p.resolve = resolve; }); p.resolve(() => HAZARD); return (await p.promise)();`,
    ),
  ],
  'finally of a promise': [order(`return await Promise.resolve(1).finally(() => { HAZARD; });`)],
  'then of a rejected promise': [
    order(`return await Promise.reject(new Error('x')).then(() => 1, () => HAZARD);`),
    order(`return await Promise.resolve(1).then(() => 1, () => 2) + typeof (() => HAZARD);`),
  ],
};

const entries = (index) =>
  Object.fromEntries(
    Object.entries(PAIRS).flatMap(([name, pair]) => (pair[index] === undefined ? [] : [[name, pair[index]]])),
  );

export const ODDLY_REACHED = entries(0);
export const ODDLY_NOT_REACHED = entries(1);
