// What ESLint has parsed is not parsed again: both trees have to be lowered to the same code.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { lowerModule } from '../../src/engine/lower/lower-module.js';
import { parseModule, type SyntaxTree } from '../../src/engine/parse.js';

const require = createRequire(import.meta.url);

// One construct a line.
// prettier-ignore
const TYPESCRIPT = [
  `import a, { type B, c as d, default as e } from 'x'; import * as f from 'y'; import type G from 'z'; export { a, d as h }; export type { B }; e(f, G);`,
  `import 'x'; export * from 'a'; export * as n from 'b'; export type * from 'c'; export { default } from 'd'; export { x as y, type T } from 'e';`,
  `import x = require('x'); import type y = require('y'); import z = x.z; export import w = x.w; export = x;`,
  `import { a } from './a.json' with { type: 'json' }; export default a;`,
  `import defer * as late from './late'; export const go = () => late.go();`,
  `enum A { B = 1, 'C' = B + 1, D = 'd'.length } declare enum E { F } const enum G { H } export enum I { J = A.B }`,
  `namespace A { export const b = 1; export function c() { return b; } export namespace D { export const e = c(); } } namespace A { export let f: number; }`,
  `namespace A.B.C { export const d = fetch('x'); } declare namespace E { const f: number; } namespace G { export interface H {} }`,
  `declare module 'x' { export const a: number; } declare global { var b: number } declare const c: () => void; declare function d(): void; declare class E {} c(); d(); new E();`,
  `abstract class A<T> extends B<T> implements C { private readonly x = 1; static #y?: number; declare z: string; abstract w: number; accessor v = 2; constructor(public a: number, protected readonly b = 2, @d c?: string) { super(); } get g() { return 1; } set g(v) {} static { A.#y = 1; } abstract m(): void; n?(): void; [Symbol.iterator]() {} *['gen']() { yield* this.g as any; } async *o() { yield 1; } override p(): void; override p(x?: number) {} } class B<T> {} interface C {} function d(...x: unknown[]) {}`,
  `@d @e({ a: 1 }) export class A { @f x = 1; @g.h() m(@i p: string) {} @j get k() { return 1; } }`,
  `export @d class A {} @e export default class B {}`,
  `export default abstract class { abstract a(): void; }`,
  `export default function (this: Foo, a?: number, { b = 1, ...c }: any = {}, [d, , e = 2, ...f]: any[] = [], ...g: any[]) {}`,
  `export default interface A {} `,
  `function f(a: string): void; function f(a: number): void; function f(a: any) { return a; } export { f };`,
  `const a = <T,>(x: T) => x, b = async <T extends object>(x: T): Promise<T> => ({ ...x }), c = (x as any)!.y satisfies Z, d = <any>x, e = f<string>, g = new Map<string, number>(); let x: any, f: any;`,
  `a?.b!.c?.[d]?.(e)!.f; a!?.b; (a?.b).c; (a as any)?.(); delete a?.b; let a: any, d: any, e: any;`,
  'tag`a${1}b${2}`; tag<string>`x`; `a${`b${c}`}`; a.b`c`; let tag: any, c: any, a: any;',
  `label: for (const x of xs) { if (x) continue label; else break label; } for await (const y of ys()) {} for (var i = 0, j = 1; i < j; i++, j--) {} for (const k in {}) {} do { var l = 1 } while (l); async function* ys() {} let xs: any;`,
  `using a = b(); await using c = d(); { using e = b(); } function b(): any {} function d(): any {}`,
  `try { a(); } catch { b(); } try { a(); } catch ({ message = 'x', ...rest }) { b(rest); } finally { c(); } function a() {} function b(x?: any) {} function c() {}`,
  `switch (a) { case 1: { let b = 1; } case 'x': default: function c() {} } let a: any;`,
  `a ||= b; a &&= b; a ??= b; a **= 2; a += 'x'; [a, b.c = 1] = [1, 2]; ({ a, d: b.e, ...b.f } = b); a++; --b.g; let a: any, b: any;`,
  `const a = { b, c: 1, 'd': 2, [e]: 3, 4: 5, f() {}, get g() { return 1; }, set g(v) {}, async h() {}, *i() {}, async *j() {}, ['k']: 6, ...l, [Symbol.iterator]: 7, __proto__: null, 5n: 1 }; let b: any, e: any, l: any;`,
  `const a = /x/gu, b = 1n, c = null, d = true, e = 'text', f = 0x10, g = void 0, h = typeof a, i = -1, j = undefined, k = NaN, l = \`x\`;`,
  `import(/* webpackMode: "eager" */ './a'); import(\`./b\`); import('./' + c); require('d'); require(/* webpackIgnore: true */ 'e'); require.resolve('f'); import('./g', { with: { type: 'json' } }); let c: any;`,
  `import.meta.url; export const a = import.meta.env;`,
  `import.meta.url;`,
  `function f() { return new.target; } class A { #x = 1; has(o: any) { return #x in o; } }`,
  `const { charge } = proxyActivities<typeof activities>(); const { ship } = wf.proxyLocalActivities<Pick<typeof other, 'ship'> & Named>(); type Named = typeof third; import * as wf from '@temporalio/workflow'; import { proxyActivities } from '@temporalio/workflow';`,
  `globalThis.fetch = f; Object.assign(globalThis, { a: 1 }); Object.defineProperty(globalThis, 'b', {}); var f: any;`,
  `const ä = 1; const text = '😀'; const after = fetch(text + ä); /* 😀 */ require(/* webpackIgnore: true */ 'x');`,
  `'use strict'; var a = 1; "use client";`,
  `async function f() { const { data, error } = await a?.b({ c: (x: number): x is 1 => true }); if (error) throw new Error('x', { cause: error }); return await Promise.all(data.map(async (x: any) => x)); } var a: any;`,
  `(function named() { named(); })(); (() => {})(); (class Named { m() { return Named; } }); !function () {}();`,
  `(a, b); a ? b : c ? d : e; a && b || c; a ?? b; 'x' in a; a instanceof b; let a: any, b: any, c: any, d: any, e: any;`,
];

// prettier-ignore
const JAVASCRIPT = [
  `'use strict'; const a = require('a'), { b } = require('b'); module.exports = { a, b }; exports.c = () => a(b); module.exports.d = class { e = 1; static f() {} #g() {} static { this.h = 1; } };`,
  `import a from 'a'; export default a; export const b = async () => await a`,
  `function f(a, b = a, ...c) { var d = 1; with (d) { e(); } } var e;`.replace(/with \(d\) \{ (.*?) \}/, '$1'),
  `const view = <div a={b} {...c}>{d}<E f="g" />{/* h */}<></></div>; let b, c, d, E;`,
  `label: { break label; } if (x) function y() {} var x;`,
  `for (let i of [1]) { setTimeout(() => i); } for (const k in { a: 1 }) k; for (;;) break;`,
  `x = { __proto__: y, async *z() { yield* a; }, get [b]() { return 1; } }; var x, y, a, b;`,
  `#!/usr/bin/env node\nrequire('x');`,
];

const installed = (name: string) => dirname(require.resolve(`${name}/package.json`));
const OWN = fileURLToPath(new URL('../../src/', import.meta.url));

function sourcesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => ending.test(each))
    .map((each) => join(folder, each));
}

/** What ESLint has made of a text. */
function treeOf(text: string, path: string): SyntaxTree {
  const linter = new Linter();
  const isTyped = path.endsWith('.ts');
  const sourceType = /^\s*(?:import|export)\b/m.test(text) || isTyped ? 'module' : 'commonjs';
  const messages = linter.verify(
    text,
    [
      {
        files: ['**/*.{ts,js}'],
        languageOptions: {
          sourceType,
          ...(isTyped && { parser: typescriptParser }),
          parserOptions: { ecmaFeatures: { jsx: !isTyped } },
        },
      },
    ],
    { filename: isTyped ? 'any.ts' : 'any.js' },
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  const { ast } = linter.getSourceCode();
  return {
    program: ast,
    comments: ast.comments.map(({ value, range }) => ({ value, span: range! })),
  };
}

function codeOf(path: string, text: string, tree?: SyntaxTree): unknown {
  const parsed = parseModule(path, text, tree);
  return 'problem' in parsed ? parsed : JSON.parse(JSON.stringify(lowerModule(parsed, text)));
}

describe.each([
  ['odd.ts', TYPESCRIPT],
  ['odd.js', JAVASCRIPT],
] as const)('%s', (path, texts) => {
  it.each(texts)('%s', (text) => {
    expect(codeOf(path, text, treeOf(text, path))).toEqual(codeOf(path, text));
  });
});

it.each([
  ['this package', OWN, /\.ts$/],
  ['the SDK', join(installed('@temporalio/worker'), 'src'), /\.ts$/],
  ['the SDK for workflows', join(installed('@temporalio/workflow'), 'src'), /\.ts$/],
  ['compiled packages', join(installed('@temporalio/workflow'), 'lib'), /\.js$/],
  ['ESLint', join(installed('eslint'), 'lib', 'rules', 'utils'), /\.js$/],
])(
  'lowers the sources of %s to the same code',
  (_name, folder, ending) => {
    const sources = sourcesIn(folder, ending);
    expect(sources.length).toBeGreaterThan(5);
    for (const path of sources) {
      const text = readFileSync(path, 'utf8');
      expect({ path, code: codeOf(path, text, treeOf(text, path)) }).toEqual({ path, code: codeOf(path, text) });
    }
  },
  120_000,
);
