/** A little project that cannot be bundled, what is said of it, and the nearest one that can. */
export interface BundleMistake {
  readonly mistake: string;
  readonly files: Files;
  /** Where `workflowsPath` points to. */
  readonly entry?: string;
  /** The head of each problem, in order. */
  readonly heads: readonly string[];
  /** What the whole message says besides, line breaks aside. */
  readonly says: readonly string[];
  /** What is changed to make it right; a file that is null is removed. */
  readonly right: Readonly<Record<string, string | Uint8Array | null>>;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

const FORBIDDEN = '[HR1021] Workflow code imports what the sandbox does not have: ';
const BROKEN = '[HR1022] The workflow code cannot be bundled: ';
const ORDER = 'export async function order(): Promise<unknown> ';

/** The beginning of a WebAssembly module. */
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

const imports: readonly BundleMistake[] = [
  {
    mistake: 'a builtin in the workflow file',
    files: { 'w.ts': `import { readFileSync } from 'fs';\n\n${ORDER}{ return readFileSync('x'); }` },
    heads: [`${FORBIDDEN}w.ts → fs.`],
    says: ['w.ts:1  imports fs (uses readFileSync in line 3)', "move what needs 'fs' to an activity"],
    right: { 'w.ts': `import { TextEncoder } from 'util';\n\n${ORDER}{ return TextEncoder; }` },
  },
  {
    mistake: 'a builtin two files away',
    files: {
      'w.ts': `// Prices\nimport { price } from './lib/price';\n${ORDER}{ return price(); }`,
      'lib/price.ts': `import { round } from './round';\nexport const price = () => round(1);`,
      'lib/round.ts': `interface Unused { a: string }\n\nimport { createHash } from 'crypto';\nexport const round = (n: number) => createHash(String(n));`,
    },
    heads: [`${FORBIDDEN}w.ts → lib/price.ts → lib/round.ts → crypto.`],
    says: [
      'w.ts:2',
      'lib/price.ts:1',
      'lib/round.ts:3  imports crypto (uses createHash in line 4)',
      'take ids from uuid4()',
    ],
    right: { 'lib/round.ts': 'export const round = (n: number) => Math.round(n);' },
  },
  {
    mistake: 'a builtin with node:, beside one without, in several files',
    files: {
      'w.ts': `import { a } from './a';\nimport { b } from './b';\n${ORDER}{ return [a, b]; }`,
      'a.ts': `import { readFile } from 'node:fs/promises';\nexport const a = readFile;`,
      'b.ts': `import net from 'net';\nimport { readFile } from 'fs/promises';\nexport const b = [net, readFile];`,
    },
    heads: [`${FORBIDDEN}w.ts → a.ts → node:fs/promises.`, `${FORBIDDEN}w.ts → b.ts → net.`],
    says: ['Imported in b.ts:2, too.', 'An import with node: needs a replacement plugin besides'],
    right: { 'a.ts': 'export const a = 1;', 'b.ts': 'export const b = 2;' },
  },
  {
    mistake: 'node: before a module that the sandbox has',
    files: { 'w.ts': `import { TextEncoder } from 'node:util';\n${ORDER}{ return TextEncoder; }` },
    heads: [`${FORBIDDEN}w.ts → node:util.`],
    says: ["write 'util' without node:"],
    right: { 'w.ts': `import { TextEncoder } from 'util';\n${ORDER}{ return TextEncoder; }` },
  },
  {
    mistake: 'events, which looks like a package of npm',
    files: { 'w.ts': `import { EventEmitter } from 'events';\n${ORDER}{ return new EventEmitter(); }` },
    heads: [`${FORBIDDEN}w.ts → events.`],
    says: ['condition(), signals or plain callbacks'],
    right: {
      'w.ts': `import { condition } from '@temporalio/workflow';\n${ORDER}{ await condition(() => true); return 1; }`,
    },
  },
  {
    mistake: 'activities that are imported to be called',
    files: {
      'w.ts': `import * as activities from './activities';\n\n${ORDER}{ return activities.charge(); }`,
      'activities.ts': `import { heartbeat } from '@temporalio/activity';\nexport const charge = async () => heartbeat();`,
    },
    heads: [`${FORBIDDEN}w.ts → activities.ts → @temporalio/activity.`],
    says: ["import type * as activities from './activities' in w.ts:1", 'w.ts:3 uses activities.charge as a value'],
    right: {
      'w.ts': `import { proxyActivities } from '@temporalio/workflow';\nimport * as activities from './activities';\nconst { charge } = proxyActivities<typeof activities>({ startToCloseTimeout: 1000 });\n${ORDER}{ return charge(); }`,
    },
  },
  {
    mistake: 'activities that are exported from the workflow module',
    files: {
      'w.ts': `export * from './activities';\n${ORDER}{ return 1; }`,
      'activities.ts': `import fs from 'fs';\nexport const charge = async () => fs;`,
    },
    heads: [`${FORBIDDEN}w.ts → activities.ts → fs.`],
    says: ['do not export activities from workflow code (w.ts:1)'],
    right: { 'w.ts': `export type * from './activities';\n${ORDER}{ return 1; }` },
  },
  {
    mistake: 'a type that is exported again without saying so',
    files: {
      'w.ts': `export { Order } from './api';\n${ORDER}{ return 1; }`,
      'api.ts': `import fs from 'fs';\nexport interface Order { id: string }\nexport const read = () => fs;`,
    },
    heads: [`${FORBIDDEN}w.ts → api.ts → fs.`],
    says: ['Order is a type: write export type { Order } in w.ts:1.'],
    right: { 'w.ts': `export type { Order } from './api';\n${ORDER}{ return 1; }` },
  },
  {
    mistake: 'an import for types that the compiler is told to keep',
    files: {
      '.swcrc': '{ "jsc": { "transform": { "verbatimModuleSyntax": true } } }',
      'w.ts': `import { Order } from './api';\n${ORDER}{ return undefined as unknown as Order; }`,
      'api.ts': `import fs from 'fs';\nexport class Order { file = fs; }`,
    },
    heads: [`${FORBIDDEN}w.ts → api.ts → fs.`],
    says: ["nothing in w.ts uses './api' as a value: write import type in line 1."],
    right: { 'w.ts': `import type { Order } from './api';\n${ORDER}{ return undefined as unknown as Order; }` },
  },
  {
    mistake: 'an import of JavaScript that nothing uses',
    entry: 'w.js',
    files: {
      'w.js': `import { read } from './api';\nexport async function order() { return 1; }`,
      'api.js': `import fs from 'fs';\nexport const read = () => fs;`,
    },
    heads: [`${FORBIDDEN}w.js → api.js → fs.`],
    says: ["nothing in w.js uses './api': remove line 1."],
    right: { 'w.js': `export async function order() { return 1; }` },
  },
  {
    mistake: 'a module that is imported for its effects',
    files: { 'w.ts': `import './setup';\n${ORDER}{ return 1; }`, 'setup.ts': `import 'process';` },
    heads: [`${FORBIDDEN}w.ts → setup.ts → process.`],
    says: ['pass what you need of the process or its environment as a workflow argument'],
    right: { 'setup.ts': 'export {};' },
  },
  {
    mistake: 'a barrel, of which something else is used',
    files: {
      'w.ts': `import { price } from './lib';\n${ORDER}{ return price; }`,
      'lib/index.ts': `export { price } from './price';\nexport * from './report';`,
      'lib/price.ts': 'export const price = 1;',
      'lib/report.ts': `import fs from 'fs';\nexport const report = () => fs;`,
    },
    heads: [`${FORBIDDEN}w.ts → lib/index.ts → lib/report.ts → fs.`],
    says: [
      "w.ts:1 only needs price, which lies in lib/price.ts: import from './lib/price' instead of the index lib/index.ts",
    ],
    right: { 'w.ts': `import { price } from './lib/price';\n${ORDER}{ return price; }` },
  },
  {
    mistake: 'barrels that import each other',
    files: {
      'w.ts': `import { price } from './a';\n${ORDER}{ return price; }`,
      'a/index.ts': `export * from '../b';\nexport * from './price';`,
      'a/price.ts': 'export const price = 1;',
      'b/index.ts': `export * from '../a';\nexport * from './report';`,
      'b/report.ts': `import net from 'net';\nexport const report = () => net;`,
    },
    heads: [`${FORBIDDEN}w.ts → a/index.ts → b/index.ts → b/report.ts → net.`],
    says: ["w.ts:1 only needs price, which lies in a/price.ts: import from './a/price'"],
    right: { 'w.ts': `import { price } from './a/price';\n${ORDER}{ return price; }` },
  },
  {
    mistake: 'a package that needs Node, from two files',
    files: {
      'w.ts': `import { report } from './report';\nimport { invoice } from './invoice';\n${ORDER}{ return [report, invoice]; }`,
      'report.ts': `import pdf from 'pdfkit';\nexport const report = () => pdf();`,
      'invoice.ts': `\nimport pdf from 'pdfkit';\nexport const invoice = () => pdf();`,
      'node_modules/pdfkit/package.json':
        '{ "name": "pdfkit", "main": "js/pdf.js", "browser": { "fs": false, "zlib": false } }',
      'node_modules/pdfkit/js/pdf.js': `'use strict';\nconst fs = require('fs');\nmodule.exports = () => [fs, require('zlib')];`,
    },
    heads: [`${FORBIDDEN}w.ts → report.ts → pdfkit → fs (and zlib).`],
    says: [
      'node_modules/pdfkit/js/pdf.js:2  requires fs',
      'Imported in invoice.ts:2, too.',
      'move what uses pdfkit (report.ts:1) to an activity.',
      "pdfkit says that it does without in browsers, so if that part is all you use: ignoreModules: ['fs', 'zlib']",
    ],
    right: { 'report.ts': 'export const report = () => 1;', 'invoice.ts': 'export const invoice = () => 1;' },
  },
  {
    mistake: 'a package with another entry for other hosts',
    files: {
      'w.ts': `import kit from 'kit';\n${ORDER}{ return kit; }`,
      'node_modules/kit/package.json': '{ "name": "kit", "exports": { ".": "./node.js", "./web": "./web.js" } }',
      'node_modules/kit/node.js': `module.exports = require('http');`,
      'node_modules/kit/web.js': 'module.exports = 1;',
    },
    heads: [`${FORBIDDEN}w.ts → kit → http.`],
    says: ['try another entry of the package, made for other hosts: kit/web.'],
    right: { 'w.ts': `import kit from 'kit/web';\n${ORDER}{ return kit; }` },
  },
  {
    mistake: 'two packages that share what they must not need',
    files: {
      'w.ts': `import a from 'a';\nimport b from 'b';\n${ORDER}{ return [a, b]; }`,
      'node_modules/a/index.js': `module.exports = require('shared');`,
      'node_modules/b/index.js': `module.exports = require('shared');`,
      'node_modules/shared/index.js': `module.exports = require('os');`,
    },
    heads: [`${FORBIDDEN}w.ts → a → shared → os.`, `${FORBIDDEN}w.ts → b → shared → os.`],
    says: ['move what uses a (w.ts:1) to an activity.', 'move what uses b (w.ts:2) to an activity.'],
    right: { 'node_modules/shared/index.js': 'module.exports = 1;' },
  },
  {
    mistake: 'a require with an expression, which takes every file of a folder',
    files: {
      'w.ts': `declare const require: (path: string) => unknown;\nexport async function order(n: string) {\n  return require('./steps/' + n);\n}`,
      'steps/a.ts': `import fs from 'fs';\nexport const a = fs;`,
    },
    heads: [`${FORBIDDEN}w.ts → steps/a.ts → fs.`],
    says: ['w.ts:3        requires ./a'],
    right: { 'steps/a.ts': 'export const a = 1;' },
  },
  {
    mistake: "the SDK's packages for the other side",
    files: {
      'w.ts': `import { Client } from '@temporalio/client';\nimport { Worker } from '@temporalio/worker';\nimport { TestWorkflowEnvironment } from '@temporalio/testing';\n${ORDER}{ return [Client, Worker, TestWorkflowEnvironment]; }`,
    },
    heads: [
      `${FORBIDDEN}w.ts → @temporalio/client.`,
      `${FORBIDDEN}w.ts → @temporalio/worker.`,
      `${FORBIDDEN}w.ts → @temporalio/testing.`,
    ],
    says: ['use startChild, getExternalWorkflowHandle or continueAsNew', 'never the other way round'],
    right: {
      'w.ts': `import type { Client } from '@temporalio/client';\n${ORDER}{ return undefined as Client | undefined; }`,
    },
  },
];

const unresolved: readonly BundleMistake[] = [
  {
    mistake: 'a file that is not there',
    files: {
      'w.ts': `export { price } from './lib/prices';\n${ORDER}{ return 1; }`,
      'lib/price.ts': 'export const price = 1;',
    },
    heads: [`${BROKEN}w.ts:1 imports './lib/prices', which does not exist; did you mean './lib/price'?`],
    says: ['Looked for: lib/prices.ts, lib/prices.js, lib/prices/index.ts, lib/prices/index.js.'],
    right: { 'w.ts': `export { price } from './lib/price';\n${ORDER}{ return 1; }` },
  },
  {
    mistake: 'a file at another depth, with the extension that Node wants',
    files: {
      'w.ts': `import './lib/a.js';\n${ORDER}{ return 1; }`,
      'lib/a.ts': `import { p } from './price.js';\nexport const a = p;`,
      'price.ts': 'export const p = 1;',
    },
    heads: [`${BROKEN}lib/a.ts:1 imports './price.js', which does not exist; did you mean '../price.js'?`],
    says: ['w.ts → lib/a.ts → ./price.js', 'Looked for: lib/price.ts, lib/price.js.'],
    right: { 'lib/a.ts': `import { p } from '../price.js';\nexport const a = p;` },
  },
  {
    mistake: 'a .tsx file',
    files: {
      'w.ts': `import { price } from './price';\n${ORDER}{ return price; }`,
      'price.tsx': 'export const price = 1;',
    },
    heads: [`${BROKEN}w.ts:1 imports './price', and there is only price.tsx, which the bundler does not look for.`],
    says: ['rename price.tsx to .ts'],
    right: { 'price.tsx': null, 'price.ts': 'export const price = 1;' },
  },
  {
    mistake: 'a .tsx file by its whole name, with JSX in it',
    files: {
      'w.ts': `import { price } from './price.tsx';\n${ORDER}{ return price; }`,
      'price.tsx': 'export const price = <b/>;',
    },
    heads: [`${BROKEN}price.tsx: the bundler reads .ts, .js and .json files, not .tsx.`],
    says: ['w.ts → price.tsx', 'keep JSX and other dialects out of workflow code'],
    right: { 'w.ts': `${ORDER}{ return 1; }` },
  },
  {
    mistake: 'the other case',
    files: {
      'w.ts': `import { price } from './Price';\n${ORDER}{ return price; }`,
      'price.ts': 'export const price = 1;',
    },
    heads: [`${BROKEN}w.ts:1 imports './Price', and the file is called price.ts.`],
    says: ["write './price'"],
    right: { 'w.ts': `import { price } from './price';\n${ORDER}{ return price; }` },
  },
  {
    mistake: 'a folder without an index',
    files: {
      'w.ts': `import { price } from './lib';\n${ORDER}{ return price; }`,
      'lib/price.ts': 'export const price = 1;',
    },
    heads: [`${BROKEN}w.ts:1 imports './lib', and the folder lib has no index.ts or index.js.`],
    says: ['write an index.ts that exports what is needed, or import a file of it (price.ts).'],
    right: { 'lib/index.ts': `export * from './price';` },
  },
  {
    mistake: 'a file without ./',
    files: {
      'w.ts': `import { price } from 'price';\n${ORDER}{ return price; }`,
      'price.ts': 'export const price = 1;',
    },
    heads: [`${BROKEN}w.ts:1 imports 'price', which is no package; did you mean './price'?`],
    says: ["write './price'"],
    right: { 'w.ts': `import { price } from './price';\n${ORDER}{ return price; }` },
  },
  {
    mistake: 'a path that only the compiler knows',
    files: {
      'tsconfig.json': '{\n  // Comments are allowed.\n  "compilerOptions": { "paths": { "@/*": ["./lib/*"], }, }\n}',
      'w.ts': `import { price } from '@/price';\n${ORDER}{ return price; }`,
      'lib/price.ts': 'export const price = 1;',
    },
    heads: [`${BROKEN}w.ts:1 imports '@/price', a path that only tsconfig.json knows.`],
    says: ["write './lib/price', or tell the bundler as well", 'resolve.alias (@ → lib)'],
    right: { 'w.ts': `import { price } from './lib/price';\n${ORDER}{ return price; }` },
  },
  {
    mistake: 'an alias of another tool, which nothing here knows',
    files: {
      'w.ts': `import { price } from '@/price';\n${ORDER}{ return price; }`,
      'price.ts': 'export const price = 1;',
    },
    heads: [
      `${BROKEN}w.ts:1 imports '@/price', and no package can be called '@': it is an alias that the bundler does not know.`,
    ],
    says: ['write a relative path, or tell the bundler as well', "'@': '/absolute/path/of/src'"],
    right: { 'w.ts': `import { price } from './price';\n${ORDER}{ return price; }` },
  },
  {
    mistake: 'a package that is not installed, and one that is misspelt',
    files: {
      'package.json': '{ "name": "shop", "dependencies": { "taxes": "1" } }',
      'w.ts': `import taxes from 'taxes';\nimport { add } from 'lodas/add';\n${ORDER}{ return [taxes, add]; }`,
      'node_modules/lodash/add.js': 'exports.add = 1;',
    },
    heads: [
      `${BROKEN}w.ts:1 imports 'taxes', a package that is not installed.`,
      `${BROKEN}w.ts:2 imports 'lodas/add', a package that is not installed; did you mean 'lodash/add'?`,
    ],
    says: [
      "run the package manager's install: package.json lists taxes",
      "write 'lodash/add', or add lodas to the dependencies of package.json.",
    ],
    right: {
      'node_modules/taxes/index.js': 'module.exports = 1;',
      'w.ts': `import taxes from 'taxes';\nimport { add } from 'lodash/add';\n${ORDER}{ return [taxes, add]; }`,
    },
  },
  {
    mistake: 'a package that has types only',
    files: {
      'w.ts': `import { Tax } from 'taxes';\n${ORDER}{ return Tax; }`,
      'node_modules/@types/taxes/index.d.ts': 'export enum Tax {}',
    },
    heads: [`${BROKEN}w.ts:1 imports 'taxes', a package that has types only.`],
    says: ['write import type, or install taxes itself'],
    right: { 'w.ts': `import { Tax } from 'taxes';\n${ORDER}{ return undefined as unknown as Tax; }` },
  },
  {
    mistake: "what a package's exports do not list, and what they list for Node only",
    files: {
      'w.ts': `import inner from 'kit/inner';\nimport native from 'native';\n${ORDER}{ return [inner, native]; }`,
      'node_modules/kit/package.json': '{ "name": "kit", "exports": { ".": "./index.js", "./outer": "./outer.js" } }',
      'node_modules/kit/outer.js': 'module.exports = 1;',
      'node_modules/native/package.json': '{ "name": "native", "exports": { "node": "./index.js" } }',
      'node_modules/native/index.js': '',
    },
    heads: [
      `${BROKEN}w.ts:1 imports 'kit/inner', which the exports of kit do not list.`,
      `${BROKEN}w.ts:2 imports 'native', which native exports for other conditions than import, module-sync, module, webpack, development, browser.`,
    ],
    says: ["import something that kit exports: 'kit', 'kit/outer'.", 'native is made for Node only'],
    right: { 'w.ts': `import outer from 'kit/outer';\n${ORDER}{ return outer; }` },
  },
  {
    mistake: 'a package that has not been built',
    files: {
      'w.ts': `import kit from 'kit';\n${ORDER}{ return kit; }`,
      'node_modules/kit/package.json': '{ "name": "kit", "main": "lib/index.js" }',
    },
    heads: [`${BROKEN}w.ts:1 imports 'kit', whose entry node_modules/kit/lib/index.js does not exist.`],
    says: ['install kit again; what is there is not complete.'],
    right: { 'node_modules/kit/lib/index.js': 'module.exports = 1;' },
  },
  {
    mistake: 'an ES module that leaves out extensions',
    files: {
      'w.ts': `import { c } from 'kit';\n${ORDER}{ return c; }`,
      'node_modules/kit/package.json': '{ "name": "kit", "type": "module", "main": "index.js" }',
      'node_modules/kit/index.js': `export { c } from './c';`,
      'node_modules/kit/c.js': 'export const c = 1;',
    },
    heads: [
      `${BROKEN}node_modules/kit/index.js:1 imports './c', without the extension that an ES module has to write.`,
    ],
    says: ['w.ts → kit → ./c', "write './c.js'"],
    right: { 'node_modules/kit/index.js': `export { c } from './c.js';` },
  },
  {
    mistake: 'an address on the web',
    files: { 'w.ts': `import x from 'https://esm.sh/x';\n${ORDER}{ return x; }` },
    heads: [`${BROKEN}w.ts:1 imports 'https://esm.sh/x', and the bundler reads nothing from https:.`],
    says: ['install the package and import it by its name.'],
    right: { 'w.ts': `${ORDER}{ return 'https://esm.sh/x'; }` },
  },
  {
    mistake: 'a module of another runtime',
    files: { 'w.ts': `import x from 'bun:sqlite';\n${ORDER}{ return x; }` },
    heads: [`${BROKEN}w.ts:1 imports 'bun:sqlite', and the bundler reads nothing from bun:.`],
    says: ['bun: is for another runtime'],
    right: { 'w.ts': `${ORDER}{ return 1; }` },
  },
];

const files: readonly BundleMistake[] = [
  {
    mistake: 'a syntax error',
    files: {
      'w.ts': `import './order';\n${ORDER}{ return 1; }`,
      'order.ts': 'const a = 1;\nexport function order( { return 1 }',
    },
    heads: [`${BROKEN}order.ts:2: Cannot use a reserved word as a shorthand property.`],
    says: ['w.ts → order.ts', '2 | export function order( { return 1 }'],
    right: { 'order.ts': 'const a = 1;\nexport function order() { return a }' },
  },
  {
    mistake: 'JSON that is none',
    files: {
      'w.ts': `import prices from './prices.json';\n${ORDER}{ return prices; }`,
      'prices.json': '{\n  book: 1 }',
    },
    heads: [`${BROKEN}prices.json:2: not valid JSON.`],
    says: ['comments and trailing commas are not JSON'],
    right: { 'prices.json': '{ "book": 1 }' },
  },
  {
    mistake: 'a text file',
    files: { 'w.ts': `import text from './t.txt';\n${ORDER}{ return text; }`, 't.txt': 'Dear customer' },
    heads: [`${BROKEN}t.txt: the bundler reads .ts, .js and .json files, not .txt.`],
    says: ['put what is needed of it into a .ts or .json file, or read it in an activity.'],
    right: { 'w.ts': `import text from './t.json';\n${ORDER}{ return text; }`, 't.json': '"Dear customer"' },
  },
  {
    mistake: 'a native addon',
    files: {
      'w.ts': `import addon from './a.node';\n${ORDER}{ return addon; }`,
      'a.node': new Uint8Array([127, 69, 76, 70, 0]),
    },
    heads: [`${BROKEN}a.node: a native addon cannot be part of a bundle.`],
    says: ['a workflow cannot load machine code'],
    right: { 'w.ts': `${ORDER}{ return 1; }` },
  },
  {
    mistake: 'TypeScript in a package',
    files: {
      'w.ts': `import { c } from 'kit';\n${ORDER}{ return c; }`,
      'node_modules/kit/package.json': '{ "name": "kit", "main": "index.ts" }',
      'node_modules/kit/index.ts': 'export const c: number = 1;',
    },
    heads: [`${BROKEN}node_modules/kit/index.ts: TypeScript in a package is not compiled.`],
    says: ['build the package to JavaScript'],
    right: {
      'node_modules/kit/package.json': '{ "name": "kit", "main": "index.js" }',
      'node_modules/kit/index.js': 'exports.c = 1;',
    },
  },
];

const broken: readonly BundleMistake[] = [
  {
    mistake: 'a dynamic import',
    files: {
      'w.ts': `import { p } from './p';\n${ORDER}{ return p(); }`,
      'p.ts': `\nexport const p = () => import('./x');`,
      'x.ts': 'export const x = 1;',
    },
    heads: ['[HR1023] Workflow code has a dynamic import(): w.ts → p.ts → ./x.'],
    says: ['p.ts:2  import()s ./x'],
    right: { 'p.ts': `export const p = () => import(/* webpackMode: "eager" */ './x');` },
  },
  {
    mistake: 'a top-level await',
    files: {
      'w.ts': `import { x } from './x';\n${ORDER}{ return x; }`,
      'x.ts': 'interface A { a: string }\n\nexport const x = await Promise.resolve<A>({ a: "" });',
    },
    heads: ['[HR1025] Workflow code has a top-level await in x.ts:3: w.ts → x.ts.'],
    says: ["'no such function is exported by the workflow bundle'"],
    right: { 'x.ts': 'export const x = async () => await Promise.resolve(1);' },
  },
  {
    mistake: 'WebAssembly',
    files: { 'w.ts': `import * as wasm from './a.wasm';\n${ORDER}{ return wasm; }`, 'a.wasm': WASM },
    heads: ['[HR1025] Workflow code imports WebAssembly in a.wasm: w.ts → a.wasm.'],
    says: ['take a build of the package without it'],
    right: { 'w.ts': `${ORDER}{ return 1; }` },
  },
  {
    mistake: 'the address of a file',
    files: { 'w.ts': `\nexport const here = new URL('.', import.meta.url);\n${ORDER}{ return here; }` },
    heads: ['[HR1026] Workflow code makes the address of a file from import.meta.url in w.ts:2: w.ts.'],
    says: ['read the file in an activity'],
    right: { 'w.ts': `export const here = import.meta.url;\n${ORDER}{ return new URL('x', 'https://a.example/'); }` },
  },
  {
    mistake: 'the address of a file that exists',
    files: {
      'w.ts': `export const data = new URL('./a.json', import.meta.url);\n${ORDER}{ return data; }`,
      'a.json': '{}',
    },
    heads: ['[HR1026] Workflow code makes the address of a file from import.meta.url in w.ts:1: w.ts.'],
    says: ['the bundle cannot be loaded'],
    right: { 'w.ts': `import data from './a.json';\n${ORDER}{ return data; }` },
  },
];

/** Every family of mistakes that keeps workflow code from being bundled, or a bundle from being loaded. */
export const BUNDLE_MISTAKES = [...imports, ...unresolved, ...files, ...broken];
