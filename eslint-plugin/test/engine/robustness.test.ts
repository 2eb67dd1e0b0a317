import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FixtureProject, hazardsOf } from '../support/fixture-project.js';

const WORKFLOW = 'src/workflows/order.ts';
const order = (request = '../helper') =>
  `import { go } from '${request}'; export async function order() { go(typeof fetch); }`;

describe('what is not as it should be', () => {
  it.each<readonly [string, string]>([
    ['a syntax error', 'export const go = (;'],
    ['an empty file', ''],
    ['something else', '\u0000\u0001 not code'],
    ['a merge conflict', '<<<<<<< HEAD\nexport const go = 1;\n=======\nexport const go = 2;\n>>>>>>> x'],
  ])('survives %s in a helper', (_name, text) => {
    expect(hazardsOf({ [WORKFLOW]: order(), 'src/helper.ts': text })).toEqual([]);
  });

  it('says why a file cannot be looked into', () => {
    const fixture = new FixtureProject({
      [WORKFLOW]: 'export const = ;',
      'src/workflows/flow.js': '// @flow\nexport type A = {| a: number |};\nconst f = (x: ?string) => (x: any);',
    });
    expect(fixture.project.check(fixture.path(WORKFLOW)).problem).toBeTruthy();
    expect(fixture.project.check(fixture.path('src/workflows/flow.js')).problem).toBe(
      'it is written in Flow, which is not understood',
    );
    expect(fixture.project.check(fixture.path('src/workflows/gone.ts')).problem).toContain('ENOENT');
  });

  it('survives cycles, and sees through them', () => {
    expect(
      hazardsOf({
        [WORKFLOW]: order(),
        'src/helper.ts': `import { b } from './b'; export const go = () => b(3); export const last = () => fetch('x');`,
        'src/b.ts': `import { last, go } from './helper'; export const b = (n: number): unknown => (n > 0 ? go() : last());`,
      }),
    ).toEqual(['network: fetch']);
  });

  it('survives modules that export each other', () => {
    expect(
      hazardsOf({
        [WORKFLOW]: order(),
        'src/helper.ts': `export * from './b';`,
        'src/b.ts': `export * from './helper'; export { go } from './helper';`,
      }),
    ).toEqual([]);
  });

  it('survives a missing tsconfig that another extends, and a broken one', () => {
    for (const tsconfig of [
      '{ "extends": "./gone.json" }',
      '{ broken',
      '[]',
      '{ "compilerOptions": { "paths": 1 } }',
    ]) {
      expect(
        hazardsOf({
          'tsconfig.json': tsconfig,
          [WORKFLOW]: order(),
          'src/helper.ts': `export const go = () => fetch('x');`,
        }),
      ).toEqual(['network: fetch']);
    }
  });

  it('survives a broken manifest', () => {
    expect(
      hazardsOf({
        'package.json': '{ broken',
        [WORKFLOW]: order('kit'),
        'node_modules/kit/package.json': '{',
        'node_modules/kit/index.js': '',
      }),
    ).toEqual([]);
  });

  it('reads a minified file of five megabytes', () => {
    const part = `function f(a,b){return a.map(function(c){return c+b}).filter(Boolean)}`;
    const text = Array.from({ length: 72_000 }, (_each, index) => part.replace('f(', `f${index}(`)).join(';');
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(
      hazardsOf({ [WORKFLOW]: order(), 'src/helper.js': `${text};exports.go=function(){return fetch("x")};` }),
    ).toEqual(['network: fetch']);
  }, 60_000);

  it('survives an expression of fifty thousand parts', () => {
    const text = `export const sum = ${Array.from({ length: 50_000 }, (_each, index) => index).join(' + ')}; export const go = () => sum;`;
    expect(hazardsOf({ [WORKFLOW]: order(), 'src/helper.ts': text })).toEqual([]);
  }, 60_000);

  it('does not follow a folder that contains itself', () => {
    const fixture = new FixtureProject({ [WORKFLOW]: order(), 'src/helper.ts': `export const go = () => fetch('x');` });
    symlinkSync(fixture.path('src'), fixture.path('src/workflows/again'));
    mkdirSync(fixture.path('loop'));
    symlinkSync(fixture.path('loop'), fixture.path('loop/loop'));
    expect([...fixture.project.roots().keys()]).toEqual([fixture.path(WORKFLOW)]);
    expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
  });

  it('goes on where a file vanishes', () => {
    const fixture = new FixtureProject({ [WORKFLOW]: order(), 'src/helper.ts': `export const go = () => fetch('x');` });
    expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
    rmSync(fixture.path('src/helper.ts'));
    expect(fixture.hazards(WORKFLOW)).toEqual([]);
  });
});

describe('ways to write', () => {
  it('counts lines where they end as on Windows', () => {
    const fixture = new FixtureProject({
      [WORKFLOW]:
        '// one\r\n// two\r\nexport async function order() {\r\n  post();\r\n}\r\nconst post = () =>\r\n  fetch("x");\r\n',
    });
    expect(fixture.findings(WORKFLOW)[0]?.chain).toEqual([
      'order (src/workflows/order.ts:4)',
      'post (src/workflows/order.ts:7)',
      'fetch',
    ]);
  });

  it('counts characters as ESLint does', () => {
    const text = `const 价格 = '💸💸'; export async function order() { return fetch(价格); }`;
    const [finding] = new FixtureProject({ [WORKFLOW]: text }).findings(WORKFLOW);
    expect(text.slice(...finding!.span)).toBe('fetch');
  });

  it.each<readonly [string, string, string]>([
    [
      'decorators',
      'src/helper.ts',
      `const d = () => (x: any) => x; @d() class A { @d() go() { return fetch('x'); } } export const go = () => new A().go();`,
    ],
    ['JSX in JavaScript', 'src/helper.js', `export const go = () => { fetch('x'); return <div />; };`],
    ['unicode names', 'src/helper.ts', `const größe = () => fetch('x'); export const go = () => größe();`],
    ['a byte order mark', 'src/helper.ts', `\uFEFFexport const go = () => fetch('x');`],
    ['a hashbang', 'src/helper.js', `#!/usr/bin/env node\nexports.go = () => fetch('x');`],
    [
      'strict CommonJS',
      'src/helper.js',
      `'use strict'; Object.defineProperty(exports, '__esModule', { value: true }); exports.go = go; function go() { return fetch('x'); }`,
    ],
    [
      "the compiler's CommonJS",
      'src/helper.js',
      `"use strict"; var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; }; Object.defineProperty(exports, "__esModule", { value: true }); exports.go = void 0; const go = () => fetch('x'); exports.go = go;`,
    ],
    [
      "esbuild's CommonJS",
      'src/helper.js',
      `var __defProp = Object.defineProperty; var __export = (target, all) => { for (var name in all) __defProp(target, name, { get: all[name], enumerable: true }); }; var src = {}; __export(src, { go: () => go }); module.exports = src; function go() { return fetch('x'); }`,
    ],
  ])('%s', (_name, path, text) => {
    expect(hazardsOf({ [WORKFLOW]: order(), [path]: text })).toEqual(['network: fetch']);
  });
});
