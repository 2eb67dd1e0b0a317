// Imports of what the sandbox lacks. `truth.mjs` bundles each project with the SDK's bundler.

const RULES = ['no-unbundlable-import'];

/** Modules that cannot be in the bundle. */
export const BAD_MODULES = [
  ...[
    'fs',
    'node:fs',
    'fs/promises',
    'path',
    'node:path',
    'os',
    'crypto',
    'node:crypto',
    'child_process',
    'http',
    'https',
  ],
  ...[
    'net',
    'tls',
    'dns',
    'dgram',
    'stream',
    'stream/promises',
    'events',
    'zlib',
    'worker_threads',
    'cluster',
    'vm',
    'v8',
  ],
  ...[
    'timers',
    'timers/promises',
    'node:timers/promises',
    'readline',
    'perf_hooks',
    'async_hooks',
    'buffer',
    'process',
  ],
  ...[
    'string_decoder',
    'querystring',
    'module',
    'http2',
    'inspector',
    'tty',
    'punycode',
    'constants',
    'diagnostics_channel',
  ],
  ...['node:util', 'node:url', 'node:assert', 'util/types', 'assert/strict', 'node:test', 'node:sqlite'],
  ...[
    '@temporalio/activity',
    '@temporalio/client',
    '@temporalio/worker',
    '@temporalio/testing',
    '@temporalio/core-bridge',
  ],
];

/** Modules that can. */
export const GOOD_MODULES = [
  'util',
  'url',
  'assert',
  '@temporalio/common',
  '@temporalio/workflow',
  '@temporalio/common/lib/time',
];

/** Ways in which MODULE is imported so that the bundle needs it. */
export const IMPORTED = {
  'a used namespace': {
    w: `import * as m from 'MODULE'; export async function order() { return Object.keys(m).length; }`,
  },
  'a used default': { w: `import m from 'MODULE'; export async function order() { return typeof m; }` },
  'a used name': { w: `import { join } from 'MODULE'; export async function order() { return typeof join; }` },
  'for its effects': { w: `import 'MODULE'; export async function order() { return 1; }` },
  'a name beside types': {
    w: `import { type Stats, join } from 'MODULE'; export async function order(_x?: Stats) { return typeof join; }`,
  },
  require: { w: `const m = require('MODULE'); export async function order() { return typeof m; }` },
  'require in a function': { w: `export async function order() { return typeof require('MODULE'); }` },
  'require in a try': {
    w: `let m: any; try { m = require('MODULE'); } catch { m = undefined; } export async function order() { return typeof m; }`,
  },
  'import equals': { w: `import m = require('MODULE'); export async function order() { return typeof m; }` },
  're-exported': { w: `export { join } from 'MODULE'; export async function order() { return 1; }` },
  'all re-exported': { w: `export * from 'MODULE'; export async function order() { return 1; }` },
  're-exported as a namespace': { w: `export * as m from 'MODULE'; export async function order() { return 1; }` },
  'used in a function that nobody calls': {
    w: `import * as m from 'MODULE'; export const unused = () => m; export async function order() { return 1; }`,
  },
  'one module away': {
    'src/a.ts': `import * as m from 'MODULE'; export const a = () => Object.keys(m).length;`,
    w: `import { a } from '../a'; export async function order() { return a(); }`,
  },
  'one away, in another export': {
    'src/a.ts': `import * as m from 'MODULE'; export const a = () => m; export const b = 1;`,
    w: `import { b } from '../a'; export async function order() { return b; }`,
  },
  'two away by a barrel': {
    'src/lib/index.ts': `export * from './a'; export * from './b';`,
    'src/lib/a.ts': `import * as m from 'MODULE'; export const a = () => m;`,
    'src/lib/b.ts': `export const b = 1;`,
    w: `import { b } from '../lib'; export async function order() { return b; }`,
  },
  'three away': {
    'src/a.ts': `import { b } from './b'; export const a = b;`,
    'src/b.ts': `export { c as b } from './c';`,
    'src/c.ts': `import m from 'MODULE'; export const c = typeof m;`,
    w: `import { a } from '../a'; export async function order() { return a; }`,
  },
  'four away': {
    'src/a.ts': `export * from './b';`,
    'src/b.ts': `export * from './c';`,
    'src/c.ts': `import { d } from './d'; export const a = d;`,
    'src/d.ts': `import { join } from 'MODULE'; export const d = typeof join;`,
    w: `import { a } from '../a'; export async function order() { return a; }`,
  },
  'an activity that is called': {
    'src/activities.ts': `import * as m from 'MODULE'; export const charge = async () => Object.keys(m).length;`,
    w: `import { charge } from '../activities'; export async function order() { return await charge(); }`,
  },
  'a constant of a file of activities': {
    'src/activities.ts': `import * as m from 'MODULE'; export const QUEUE = 'payments'; export const charge = async () => Object.keys(m).length;`,
    w: `import { QUEUE } from '../activities'; export async function order() { return QUEUE; }`,
  },
  'unused in JavaScript': {
    'src/workflows/order.js': `import m from 'MODULE'; export async function order() { return 1; }`,
  },
  CommonJS: { 'src/workflows/order.js': `const m = require('MODULE'); exports.order = async () => typeof m;` },
  'a package': {
    'node_modules/dep/package.json': '{ "name": "dep", "main": "index.js" }',
    'node_modules/dep/index.js': `const m = require('MODULE'); exports.go = () => m;`,
    w: `import { go } from 'dep'; export async function order() { return typeof go; }`,
  },
  'a package of a package': {
    'node_modules/dep/package.json': '{ "name": "dep" }',
    'node_modules/dep/index.js': `module.exports = require('inner');`,
    'node_modules/inner/package.json': '{ "name": "inner" }',
    'node_modules/inner/index.js': `exports.go = () => require('MODULE');`,
    w: `import * as dep from 'dep'; export async function order() { return typeof dep; }`,
  },
  'an enum beside it': {
    'src/a.ts': `import * as m from 'MODULE'; export enum Kind { A = 'a' } export const a = () => m;`,
    w: `import { Kind } from '../a'; export async function order() { return Kind.A; }`,
  },
  'the parent of a class': {
    'src/a.ts': `import * as m from 'MODULE'; export class Base { m() { return m; } }`,
    w: `import { Base } from '../a'; class Own extends Base {} export async function order() { return typeof Own; }`,
  },
};

/** Ways in which the compiler drops the import, or the file is none of the bundle's. */
export const NOT_IMPORTED = {
  'import type': { w: `import type * as m from 'MODULE'; export async function order(_x?: typeof m) { return 1; }` },
  'import type of a name': {
    w: `import type { Stats } from 'MODULE'; export async function order(_x?: Stats) { return 1; }`,
  },
  'inline types': {
    w: `import { type Stats, type Other } from 'MODULE'; export async function order(_x?: Stats, _y?: Other) { return 1; }`,
  },
  'used as a type only': { w: `import { Stats } from 'MODULE'; export async function order(_x?: Stats) { return 1; }` },
  'used in typeof only': { w: `import * as m from 'MODULE'; export async function order(_x?: typeof m) { return 1; }` },
  'not used at all': { w: `import * as m from 'MODULE'; export async function order() { return 1; }` },
  'a type that is re-exported': {
    w: `export type { Stats } from 'MODULE'; export async function order() { return 1; }`,
  },
  'all types re-exported': { w: `export type * from 'MODULE'; export async function order() { return 1; }` },
  'a type argument of an import': { w: `export async function order(_x?: import('MODULE').Stats) { return 1; }` },
  'types of a file that imports it': {
    'src/a.ts': `import * as m from 'MODULE'; export interface A { a: string } export const go = () => m;`,
    w: `import { A } from '../a'; export async function order(_x?: A) { return 1; }`,
  },
  'types of a file two away': {
    'src/a.ts': `import type { B } from './b'; export interface A { b: B } export const a = 1;`,
    'src/b.ts': `import * as m from 'MODULE'; export interface B { b: string } export const go = () => m;`,
    w: `import { a } from '../a'; export async function order() { return a; }`,
  },
  'a proxy of activities': {
    'src/activities.ts': `import * as m from 'MODULE'; export const charge = async () => Object.keys(m).length;`,
    w: `import { proxyActivities } from '@temporalio/workflow'; import * as activities from '../activities'; const { charge } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' }); export async function order() { return typeof charge; }`,
  },
  'an activity beside it': {
    'src/workflows/activities.ts': `import * as m from 'MODULE'; export const charge = async () => Object.keys(m).length;`,
    w: `export async function order() { return 1; }`,
  },
  'a worker beside it': {
    'src/workflows/worker.ts': `import { Worker } from '@temporalio/worker'; import * as m from 'MODULE'; export const run = async () => [Worker, m];`,
    w: `export async function order() { return 1; }`,
  },
  'a test beside it': {
    'src/workflows/order.test.ts': `import * as m from 'MODULE'; export const test = () => m;`,
    w: `export async function order() { return 1; }`,
  },
  'a client beside it': {
    'src/client.ts': `import { Client } from '@temporalio/client'; import * as m from 'MODULE'; export const run = async () => [Client, m];`,
    w: `export async function order() { return 1; }`,
  },
  'a text': { w: `export async function order() { return "import m from 'MODULE'; require('MODULE')"; }` },
  'a comment': { w: `// import m from 'MODULE'\nexport async function order() { return 1; }` },
  'a package that the browser build does without': {
    'node_modules/dep/package.json': '{ "name": "dep", "main": "node.js", "browser": { "./node.js": "./browser.js" } }',
    'node_modules/dep/node.js': `exports.m = require('MODULE');`,
    'node_modules/dep/browser.js': `exports.m = 1;`,
    w: `import { m } from 'dep'; export async function order() { return typeof m; }`,
  },
  'a module that the browser build leaves out': {
    'node_modules/dep/package.json': '{ "name": "dep", "browser": { "./host.js": false } }',
    'node_modules/dep/index.js': `exports.go = () => require('./host.js');`,
    'node_modules/dep/host.js': `module.exports = require('MODULE');`,
    w: `import { go } from 'dep'; export async function order() { return typeof go; }`,
  },
};

/** Whole files that are wrong whatever module they name. */
export const LOADING = [
  {
    name: 'import()',
    rules: ['no-dynamic-import'],
    files: {
      'src/a.ts': `export const a = 1;`,
      w: `export async function order() { return (await import('../a')).a; }`,
    },
  },
  {
    name: 'import() one away',
    rules: ['no-dynamic-import'],
    files: {
      'src/a.ts': `export const a = 1;`,
      'src/b.ts': `export const load = async () => (await import('./a')).a;`,
      w: `import { load } from '../b'; export async function order() { return await load(); }`,
    },
  },
  {
    name: 'import() that nobody runs',
    rules: ['no-dynamic-import'],
    files: {
      'src/a.ts': `export const a = 1;`,
      w: `export const unused = async () => await import('../a'); export async function order() { return 1; }`,
    },
  },
  {
    name: 'import() in a package',
    rules: ['no-dynamic-import'],
    files: {
      'node_modules/dep/package.json': '{ "name": "dep" }',
      'node_modules/dep/index.js': `exports.go = () => import('./other.js'); exports.safe = 1;`,
      'node_modules/dep/other.js': `exports.x = 1;`,
      w: `import { safe } from 'dep'; export async function order() { return safe; }`,
    },
  },
  {
    name: 'top-level await',
    rules: ['no-top-level-await'],
    files: { w: `const x = await Promise.resolve(1); export async function order() { return x; }` },
  },
  {
    name: 'top-level await one away',
    rules: ['no-top-level-await'],
    files: {
      'src/a.ts': `export const x = await Promise.resolve(1);`,
      w: `import { x } from '../a'; export async function order() { return x; }`,
    },
  },
  {
    name: 'top-level await three away',
    rules: ['no-top-level-await'],
    files: {
      'src/a.ts': `export * from './b';`,
      'src/b.ts': `export { x } from './c';`,
      'src/c.ts': `const load = async () => 1; export const x = await load();`,
      w: `import { x } from '../a'; export async function order() { return x; }`,
    },
  },
  {
    name: 'top-level for await',
    rules: ['no-top-level-await'],
    files: {
      w: `const xs: number[] = []; for await (const x of [Promise.resolve(1)]) xs.push(x); export async function order() { return xs; }`,
    },
  },
  {
    name: '.tsx',
    rules: ['no-unbundlable-import'],
    files: {
      'src/view.tsx': `export const view = 1;`,
      w: `import { view } from '../view'; export async function order() { return view; }`,
    },
  },
  {
    name: 'an eager import()',
    rules: [],
    files: {
      'src/a.ts': `export const a = 1;`,
      w: `export async function order() { return (await import(/* webpackMode: "eager" */ '../a')).a; }`,
    },
  },
  {
    name: 'await in a function of the module',
    rules: [],
    files: {
      w: `const load = async () => { await Promise.resolve(1); }; export async function order() { await load(); return 1; }`,
    },
  },
  {
    name: 'an async function that is called when loading',
    rules: [],
    files: {
      w: `const x = (async () => { await Promise.resolve(1); return 1; })(); export async function order() { return await x; }`,
    },
  },
];

export { RULES as IMPORT_RULES };
