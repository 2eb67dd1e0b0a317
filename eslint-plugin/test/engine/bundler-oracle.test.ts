import { builtinModules, createRequire } from 'node:module';
import { dirname } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { Resolver } from '../../src/engine/resolve.js';
import { FixtureProject } from '../support/fixture-project.js';

const require = createRequire(import.meta.url);
const { disallowedModules } = require('@temporalio/worker/lib/workflow/bundler') as { disallowedModules: string[] };

it('refuses the modules that the SDK refuses, and no others', () => {
  const resolver = new Resolver();
  const refused = (request: string) =>
    resolver.resolve('/app/src/workflows.ts', {
      ...{ request, kind: 'import', span: [0, 0], isEager: false, isIgnored: false, isTopLevel: true, isElided: false },
    }).kind === 'refused';
  const names = [...new Set([...disallowedModules, ...builtinModules])].filter((name) => !/^(?:_|node:)/.test(name));
  for (const name of names) expect(`${name} ${refused(name)}`).toBe(`${name} ${disallowedModules.includes(name)}`);
  expect(refused('fs/promises')).toBe(true);
  expect(refused('node:util')).toBe(true);
  expect(refused('fs-of-nobody')).toBe(false);
});

const READS = `import { readFileSync } from 'fs'; export interface Price { cents: number } export const read = () => readFileSync('x', 'utf8'); export type Read = typeof read; export class Reader {}`;

/** Each project has a module that reads a file; whether the bundle holds it is for the SDK's bundler to say. */
const PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a used import': { w: `import { read } from './reads'; export async function order() { return read(); }` },
  'an import type': { w: `import type { Price } from './reads'; export async function order(p: Price) { return p; }` },
  'inline type imports': {
    w: `import { type Price, type Read } from './reads'; export async function order(p: Price) { return p; }`,
  },
  'an import used as a type only': {
    w: `import { Price } from './reads'; export async function order(p: Price) { return p; }`,
  },
  'a class used as a type only': {
    w: `import { Reader } from './reads'; export async function order(p: Reader) { return p as Reader; }`,
  },
  'an import that is not used': { w: `import { read } from './reads'; export async function order() {}` },
  'a namespace used by typeof only': {
    w: `import * as reads from './reads'; export async function order(f: typeof reads.read) { return f; }`,
  },
  'a namespace used as a type argument': {
    w: `import * as reads from './reads'; const p = <T>() => ({}) as T; const { read } = p<typeof reads>(); export async function order() { return read; }`,
  },
  'a namespace used as a value': {
    w: `import * as reads from './reads'; export async function order() { return reads.read(); }`,
  },
  'an import for its effects': { w: `import './reads'; export async function order() {}` },
  'a re-export': { w: `export { read } from './reads'; export async function order() {}` },
  'a re-export of a type that does not say so': {
    w: `export { Price } from './reads'; export async function order() {}`,
  },
  'a re-export of a type': { w: `export type { Price } from './reads'; export async function order() {}` },
  'an export of everything': { w: `export * from './reads'; export async function order() {}` },
  'an export of all types': { w: `export type * from './reads'; export async function order() {}` },
  'an imported name that is exported again': {
    w: `import { read } from './reads'; export { read }; export async function order() {}`,
  },
  'an imported type that is exported again': {
    w: `import { Price } from './reads'; export type { Price }; export async function order() {}`,
  },
  'a value shadowed where it is used': {
    w: `import { read } from './reads'; export async function order(read: () => void) { read(); }`,
  },
  'import equals': { w: `import reads = require('./reads'); export async function order() { return reads.read(); }` },
  'require.resolve': { w: `export async function order() { return require.resolve('./reads'); }` },
  'a require in a function': { w: `export async function order() { return require('./reads').read(); }` },
  'a require that is guarded': {
    w: `export async function order() { try { return require('./reads'); } catch { return 1; } }`,
  },
  'two modules away': {
    w: `import { a } from './a'; export async function order() { return a(); }`,
    'a.ts': `import { b } from './b'; export const a = () => b;`,
    'b.ts': `import { read } from './reads'; export const b = read;`,
  },
  'a barrel': {
    w: `import { other } from './barrel'; export async function order() { return other; }`,
    'barrel.ts': `export * from './reads'; export const other = 1;`,
  },
  'a folder': {
    w: `import { other } from './lib'; export async function order() { return other; }`,
    'lib/index.ts': `import '../reads'; export const other = 1;`,
  },
  'an extension of what it is compiled to': {
    w: `import { read } from './reads.js'; export async function order() { return read(); }`,
  },
  'a decorator': {
    w: `import { Reader } from './reads'; const d = (x: unknown) => (y: any) => y; @d(Reader) class A {} export async function order() { return new A(); }`,
  },
  'an enum that uses it': {
    w: `import { read } from './reads'; enum E { A = read.length } export async function order() { return E.A; }`,
  },
  satisfies: {
    w: `import { read, Price } from './reads'; export async function order() { return { cents: 1 } satisfies Price; }`,
  },
  heritage: {
    w: `import { Reader } from './reads'; class A extends Reader {} export async function order() { return new A(); }`,
  },
  implements: {
    w: `import { Reader } from './reads'; class A implements Reader {} export async function order() { return new A(); }`,
  },
};

const logger = new DefaultLogger('ERROR', () => undefined);

describe.each(Object.entries(PROJECTS))('%s', (_name, { w, ...files }) => {
  it('is judged as the bundler judges it', async () => {
    const fixture = new FixtureProject({
      'src/workflows.ts': w!,
      'src/reads.ts': READS,
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text])),
    });
    const refusal = await bundleWorkflowCode({
      workflowsPath: fixture.path('src/workflows.ts'),
      logger,
      // The project has no dependencies of its own.
      webpackConfigHook: (config) => ({
        ...config,
        resolve: {
          ...config.resolve,
          alias: {
            ...config.resolve?.alias,
            '@temporalio/workflow': dirname(require.resolve('@temporalio/workflow/package.json')),
          },
        },
      }),
    }).then(() => undefined, String);
    const found = fixture.hazards('src/workflows.ts').filter((each) => each.startsWith('unbundlable'));
    expect(refusal === undefined || refusal.includes("'fs'")).toBe(true);
    expect(found).toEqual(refusal === undefined ? [] : ['unbundlable-import: fs']);
  });
});
