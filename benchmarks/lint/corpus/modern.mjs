// Small workflow files in newer syntax and in ways that tests of single rules seldom have, each beside a twin that is right. What
// is expected was written down before any rule saw them. `truth.mjs` runs those that the sandbox can judge.

import { absent, bundle, cancellation, cleanup, clock, environment, filesOf, locale, network, zone } from './parts.mjs';

const escape = ['no-sandbox-escape'];
const garbage = ['no-garbage-collection'];
const prototypes = ['no-shared-prototype-change'];
const style = (name, rules, wrong, right, shared = {}, isVerified = true) => ({
  name,
  rules,
  isVerified,
  wrong: { ...shared, ...filesOf(wrong) },
  right: { ...shared, ...filesOf(right) },
});
const unverified = (name, rules, wrong, right, shared) => style(name, rules, wrong, right, shared, false);
const order = (body, before = '') => `${before}\nexport async function order(ids: string[]) { ${body} }`;
const pair = (make, wrong, right) => [make(wrong), make(right)];

const SDK = `import { allHandlersFinished, ApplicationFailure, CancellationScope, CancelledFailure, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, deprecatePatch, executeChild, isCancellation, log, patched, proxyActivities, setHandler, sleep, startChild, workflowInfo } from '@temporalio/workflow';
const { ship, bill, undo } = proxyActivities<Record<'ship' | 'bill' | 'undo', (id: string) => Promise<string>>>({ startToCloseTimeout: '1 minute' });`;
const flow = (body, before = '') => order(body, `${SDK}\n${before}`);
const manifest = (name, more = {}) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', ...more }),
});

export const MODERN = [
  // Newer syntax.
  style(
    'a static block',
    absent,
    ...pair(
      (it) => order('return Boot.at;', `class Boot { static at: number; static { this.at = ${it}.now(); } }`),
      'performance',
      'Date',
    ),
  ),
  style(
    'a private method',
    absent,
    ...pair(
      (it) =>
        order(
          'return new Clock().read();',
          `class Clock { #tick() { return ${it}; } read() { return this.#tick(); } }`,
        ),
      'process.hrtime()[0]',
      'Date.now()',
    ),
  ),
  style(
    'a private static accessor',
    absent,
    ...pair(
      (it) =>
        order(
          'return Ids.next;',
          `class Ids { static get #one() { return ${it}; } static get next() { return Ids.#one; } }`,
        ),
      'crypto.randomUUID()',
      'Math.random()',
    ),
  ),
  style(
    'a tagged template',
    absent,
    ...pair(
      (it) =>
        order(
          'return sql`a ${ids}`;',
          `const sql = (parts: TemplateStringsArray, ...values: unknown[]) => [parts.join('?'), ${it}];`,
        ),
      'structuredClone(values)',
      '[...values]',
    ),
  ),
  style(
    'a default parameter',
    absent,
    ...pair((it) => order(`return key(${it});`, 'const key = (id: string = crypto.randomUUID()) => id;'), '', "'x'"),
  ),
  style(
    'a default in a pattern',
    absent,
    ...pair(
      (it) => order(`const { id = btoa('a') } = ${it}; return id;`, ''),
      '({} as { id?: string })',
      "{ id: 'x' }",
    ),
  ),
  style(
    'an enum with a computed member',
    environment,
    ...pair(
      (it) => order('return Mode.Fast;', `enum Mode { Slow = 1, Fast = ${it}.length }`),
      "(process.env.MODE ?? '')",
      "'fast'",
    ),
  ),
  style(
    'a namespace',
    absent,
    ...pair(
      (it) =>
        order(
          `return Tools.${it}();`,
          'namespace Tools { export const encode = () => btoa("a"); export const copy = () => "a"; }',
        ),
      'encode',
      'copy',
    ),
  ),
  style(
    'a table that satisfies a type',
    network,
    ...pair(
      (it) =>
        order(
          `return await table.${it}();`,
          `const table = { live: async () => String(await fetch('https://a')), still: async () => 'x' } satisfies Record<string, () => Promise<string>>;`,
        ),
      'live',
      'still',
    ),
  ),
  style(
    'a nullish assignment',
    absent,
    ...pair(
      (it) => order(`let id: string | undefined = ${it}; id ??= crypto.randomUUID(); return id;`),
      'undefined',
      "'x'",
    ),
  ),
  style(
    'an optional call',
    network,
    ...pair(
      (it) => order('return await hooks.before?.();', `const hooks: { before?: () => Promise<unknown> } = ${it};`),
      "{ before: async () => String(await fetch('https://a')) }",
      '{}',
    ),
  ),
  style(
    'at() on an array of steps',
    absent,
    ...pair((it) => order(`return steps.at(${it})!();`, "const steps = [() => 'a', () => atob('YQ==')];"), '-1', '0'),
  ),
  style(
    'Object.fromEntries over functions',
    absent,
    ...pair(
      (it) =>
        order(
          `return byName.${it}();`,
          "const byName = Object.fromEntries([['a', () => 'a'], ['b', () => atob('YQ==')]]);",
        ),
      'b',
      'a',
    ),
  ),
  style(
    'an async generator that delegates',
    network,
    ...pair(
      (it) =>
        order(
          'const all: unknown[] = []; for await (const each of both()) all.push(each); return all;',
          `async function* first() { yield ${it}; } async function* both() { yield* first(); }`,
        ),
      "String(await fetch('https://a'))",
      "'x'",
    ),
  ),
  style(
    'Symbol.toPrimitive in a template',
    absent,
    ...pair(
      (it) => order('return `${money}`;', `const money = { [Symbol.toPrimitive]: () => ${it} };`),
      "btoa('a')",
      "'a'",
    ),
  ),
  style(
    'toJSON in JSON.stringify',
    absent,
    ...pair(
      (it) => order('return JSON.stringify({ at: new Stamp() });', `class Stamp { toJSON() { return ${it}; } }`),
      'performance.now()',
      'Date.now()',
    ),
  ),
  style(
    'a getter of an options object',
    absent,
    ...pair(
      (it) =>
        order(
          `const options = { retries: 3, get at() { return performance.now(); } }; const { ${it} } = options; return ${it};`,
        ),
      'at',
      'retries',
    ),
  ),
  style(
    'a Proxy whose trap makes it',
    absent,
    ...pair(
      (it) =>
        order('return (client as any).orders;', `const client = new Proxy({}, { get: (_target, name) => ${it} });`),
      'btoa(String(name))',
      'String(name)',
    ),
  ),
  style(
    'an apply trap',
    network,
    ...pair(
      (it) =>
        order('return await call();', `const call = new Proxy(async () => 'x', { apply: async (target) => ${it} });`),
      "String(await fetch('https://a'))",
      'await target()',
    ),
  ),
  style(
    'a decorator that wraps a method',
    network,
    ...pair(
      (it) =>
        order(
          'return await new Steps().one();',
          `function Logged(_target: any, _key: string, descriptor: PropertyDescriptor) { const inner = descriptor.value; descriptor.value = async function (...args: unknown[]) { ${it} return inner.apply(this, args); }; }\nclass Steps { @Logged async one() { return 'x'; } }`,
        ),
      "await fetch('https://log');",
      '',
    ),
  ),
  style(
    'a field initialised by another',
    absent,
    ...pair(
      (it) => order('return new Both().text;', `class Both { readonly id = ${it}; readonly text = 'a' + this.id; }`),
      'crypto.randomUUID()',
      "'x'",
    ),
  ),
  style(
    'a labelled loop with a closure',
    absent,
    ...pair(
      (it) =>
        order(
          `const made: (() => unknown)[] = []; outer: for (const id of ids) { for (;;) { made.push(() => ${it}); continue outer; } } return made.map((each) => each()).length;`,
        ),
      'structuredClone(id)',
      'id',
    ),
  ),

  // Modules.
  style(
    'a subpath import',
    network,
    ...pair(
      (it) => ({
        'package.json': JSON.stringify({ name: 'shop', imports: { '#http': `./src/lib/${it}.ts` } }),
        w: order('return await get();', "import { get } from '#http';"),
      }),
      'live',
      'still',
    ),
    {
      'src/lib/live.ts': "export const get = async () => String(await fetch('https://a'));",
      'src/lib/still.ts': "export const get = async () => 'x';",
    },
  ),
  style(
    'a subpath import with conditions',
    network,
    ...pair(
      (it) => ({
        'package.json': JSON.stringify({
          name: 'shop',
          imports: { '#http': { [it]: './src/lib/live.ts', default: './src/lib/still.ts' } },
        }),
        w: order('return await get();', "import { get } from '#http';"),
      }),
      'browser',
      'node',
    ),
    {
      'src/lib/live.ts': "export const get = async () => String(await fetch('https://a'));",
      'src/lib/still.ts': "export const get = async () => 'x';",
    },
  ),
  style(
    'a dual package',
    network,
    ...pair(
      (it) => ({
        ...manifest('own-dual', { exports: { '.': { [it]: './live.mjs', default: './still.cjs' } } }),
        w: order('return await get();', "import { get } from 'own-dual';"),
      }),
      'import',
      'deno',
    ),
    {
      'node_modules/own-dual/live.mjs': "export const get = async () => String(await fetch('https://a'));",
      'node_modules/own-dual/still.cjs': "exports.get = async () => 'x';",
    },
  ),
  style(
    'a dual package that is required',
    network,
    ...pair(
      (it) => ({
        ...manifest('own-dual2', { exports: { '.': { import: './still.mjs', require: `./${it}.cjs` } } }),
        w: order('return await get();', "const { get } = require('own-dual2');"),
      }),
      'live',
      'still',
    ),
    {
      'node_modules/own-dual2/live.cjs': "exports.get = async () => String(await fetch('https://a'));",
      'node_modules/own-dual2/still.cjs': "exports.get = async () => 'x';",
      'node_modules/own-dual2/still.mjs': "export const get = async () => 'x';",
    },
  ),
  style(
    'a module field beside main',
    network,
    ...pair(
      (it) => ({
        ...manifest('own-module', { main: './still.js', module: `./${it}.mjs` }),
        w: order('return await get();', "import { get } from 'own-module';"),
      }),
      'live',
      'still',
    ),
    {
      'node_modules/own-module/live.mjs': "export const get = async () => String(await fetch('https://a'));",
      'node_modules/own-module/still.mjs': "export const get = async () => 'x';",
      'node_modules/own-module/still.js': "exports.get = async () => 'x';",
    },
  ),
  style(
    'a browser map of a package',
    network,
    ...pair(
      (it) => ({
        ...manifest('own-browser', { main: './index.js', browser: { [it]: './live.js' } }),
        w: order('return await get();', "import { get } from 'own-browser';"),
      }),
      './still.js',
      './other.js',
    ),
    {
      'node_modules/own-browser/index.js': "exports.get = require('./still.js').get;",
      'node_modules/own-browser/still.js': "exports.get = async () => 'x';",
      'node_modules/own-browser/live.js': "exports.get = async () => String(await fetch('https://a'));",
    },
  ),
  style(
    'a namespace that is exported again',
    network,
    ...pair((it) => order(`return await lib.http.${it}();`, "import { lib } from '../lib';"), 'live', 'still'),
    {
      'src/lib/index.ts': "export * as lib from './all';",
      'src/lib/all.ts': "export * as http from './http';",
      'src/lib/http.ts':
        "export const live = async () => String(await fetch('https://a')); export const still = async () => 'x';",
    },
  ),
  style(
    'a default that is exported by name',
    network,
    ...pair(() => order('return await get();', "import { get } from '../lib';"), 'live', 'still').map((w, at) => ({
      w,
      'src/lib/index.ts': `export { default as get } from './${at === 0 ? 'live' : 'still'}';`,
    })),
    {
      'src/lib/live.ts': "export default async () => String(await fetch('https://a'));",
      'src/lib/still.ts': "export default async () => 'x';",
    },
  ),
  style(
    'import equals',
    bundle,
    ...pair(
      (it) =>
        order(`return typeof ${it};`, "import fs = require('fs'); type Stats = fs.Stats; const one = {} as Stats;"),
      'fs.statSync',
      'one',
    ),
  ),
  style(
    'a type in braces',
    bundle,
    ...pair(
      (it) => order(`return ${it};`, "import { type Stats, statSync } from 'fs'; const one = {} as Stats;"),
      'typeof statSync',
      'typeof one',
    ),
  ),
  style(
    'a built-in that is exported again',
    bundle,
    ...pair(
      (it) => ({
        w: order('return one;', "import { one } from '../lib';"),
        'src/lib/index.ts': `export const one = 1; ${it}`,
      }),
      "export { readFileSync } from 'fs';",
      "export type { Stats } from 'fs';",
    ),
  ),
  style(
    'timers by promises',
    bundle,
    ...pair(
      (it) => order(`await wait(1); return 'x';`, it),
      "import { setTimeout as wait } from 'timers/promises';",
      'const wait = async (ms: number) => { await Promise.resolve(ms); };',
    ),
  ),
  style(
    'a strict assert',
    bundle,
    ...pair(
      (it) => order(`assert(ids.length > 0); return 'x';`, `import assert from '${it}';`),
      'assert/strict',
      'assert',
    ),
  ),
  style(
    'the node: scheme',
    bundle,
    ...pair(
      (it) => order("return new TextEncoder().encode('a').length;", `import { TextEncoder } from '${it}';`),
      'node:util',
      'util',
    ),
  ),
  style(
    'JSON with an attribute',
    environment,
    ...pair(
      (it) => order(`return data.name + ${it};`, "import data from '../data.json' with { type: 'json' };"),
      'process.env.SUFFIX',
      "'x'",
    ),
    { 'src/data.json': '{ "name": "shop" }' },
  ),
  style(
    'a dynamic import that nobody calls',
    ['no-dynamic-import'],
    ...pair(
      (it) => order("return 'x';", `export const load = () => import(${it}'../lib');`),
      '',
      '/* webpackMode: "eager" */ ',
    ),
    { 'src/lib.ts': 'export const one = 1;' },
  ),
  style(
    'a dynamic import in a helper',
    ['no-dynamic-import'],
    ...pair(
      (it) => ({
        w: order('return one;', "import { one } from '../lib';"),
        'src/lib.ts': `export const one = 1; ${it}`,
      }),
      "export async function more() { const { two } = await import('./two'); return two; }",
      "import { two } from './two'; export async function more() { return two; }",
    ),
    { 'src/two.ts': 'export const two = 2;' },
  ),
  style(
    'an await at the top of a helper',
    ['no-top-level-await'],
    ...pair(
      (it) => ({
        w: order('return one;', "import { one } from '../lib';"),
        'src/lib.ts': `export const one = 1; ${it}`,
      }),
      'const two = await Promise.resolve(2); export { two };',
      'export const two = Promise.resolve(2);',
    ),
  ),
  style(
    'for await at the top',
    ['no-top-level-await'],
    ...pair(
      (it) => order('return all.length;', `const all: number[] = []; ${it}`),
      'for await (const one of [1]) all.push(one);',
      'for (const one of [1]) all.push(one);',
    ),
  ),

  // What the host decides.
  style(
    'a number format without a locale',
    locale,
    ...pair((it) => order(`return new Intl.NumberFormat(${it}).format(1234.5);`), '', "'en'"),
  ),
  style(
    'toLocaleString of an array',
    locale,
    ...pair((it) => order(`return [1234.5].toLocaleString(${it});`), '', "'en'"),
  ),
  style(
    'a comparator with localeCompare',
    locale,
    ...pair(
      (it) => order(`return ['z', 'ä', 'a'].sort(${it});`),
      '(a, b) => a.localeCompare(b)',
      '(a, b) => (a < b ? -1 : a > b ? 1 : 0)',
    ),
  ),
  style(
    'a collator that is passed',
    locale,
    ...pair((it) => order(`return ['z', 'ä', 'a'].sort(new Intl.Collator(${it}).compare);`), '', "'de'"),
  ),
  style(
    'the host’s zone by its name',
    zone,
    ...pair(
      (it) => order(`return new Intl.DateTimeFormat(${it}).resolvedOptions().timeZone;`),
      "'en'",
      "'en', { timeZone: 'UTC' }",
    ),
  ),
  style(
    'a local date of text',
    zone,
    ...pair((it) => order(`return Date.parse('2020-01-01T00:00:00${it}');`), '', 'Z'),
  ),
  style(
    'a date in a template',
    zone,
    ...pair((it) => order(`return \`at \${${it}}\`;`), 'new Date(0)', 'new Date(0).toISOString()'),
  ),
  style(
    'a local getter by its key',
    zone,
    ...pair((it) => order(`const key = '${it}' as const; return new Date(0)[key]();`), 'getDay', 'getUTCDay'),
  ),
  style(
    'Reflect.construct of a local date',
    zone,
    ...pair(
      (it) => order(`return ${it};`),
      'Reflect.construct(Date, [2020, 0, 1]).getTime()',
      'Reflect.construct(Date, [Date.UTC(2020, 0, 1)]).getTime()',
    ),
  ),
  style(
    'toLocaleDateString',
    zone,
    ...pair((it) => order(`return new Date(0).toLocaleDateString('en'${it});`), '', ", { timeZone: 'UTC' }"),
  ),
  style(
    'a setter of local time',
    zone,
    ...pair((it) => order(`const at = new Date(0); at.${it}(1); return at.toISOString();`), 'setDate', 'setUTCDate'),
  ),
  style(
    'getTimezoneOffset',
    zone,
    ...pair((it) => order(`return ${it};`), 'new Date(0).getTimezoneOffset()', 'new Date(0).getTime()'),
  ),
  style(
    'a format of now',
    clock,
    ...pair(
      (it) =>
        order(
          `return new Intl.DateTimeFormat('en', { timeZone: 'UTC', fractionalSecondDigits: 3, second: 'numeric', minute: 'numeric' }).formatToParts(${it}).length > 0;`,
        ),
      '',
      'new Date()',
    ),
    {},
    false,
  ),
  unverified(
    'a constructor through Reflect',
    clock,
    ...pair(
      (it) => order(`return ${it}.now();`),
      "(Reflect.get(new Date(), 'constructor') as DateConstructor)",
      'Date',
    ),
  ),
  unverified(
    'a constructor through the prototype',
    clock,
    ...pair(
      (it) => order(`return ${it}.now();`),
      '(Object.getPrototypeOf(new Date()).constructor as DateConstructor)',
      'globalThis.Date',
    ),
  ),
  unverified(
    'a pattern that takes the constructor',
    clock,
    ...pair(
      (it) => order(it),
      'const { constructor: Real } = new Date(0) as any; return new Real().getTime();',
      'const { getTime } = Date.prototype; return getTime.call(new Date(0));',
    ),
  ),
  style(
    'a variable of the environment in a pattern',
    environment,
    ...pair(
      (it) => order(`const { ${it} } = ${it === 'REGION' ? 'process.env' : "{ region: 'eu' }"}; return ${it};`),
      'REGION',
      'region',
    ),
  ),
  style(
    'all of the environment',
    environment,
    ...pair((it) => order(`return Object.keys(${it}).length;`), 'process.env', '{ a: 1 }'),
  ),
  style('NODE_ENV', environment, ...pair((it) => order(`return process.env.${it};`), 'STAGE', 'NODE_ENV')),
  style(
    'an environment behind a function',
    environment,
    ...pair(
      (it) =>
        order(`return read(${it});`, "const read = (name?: string) => (name === undefined ? 'x' : process.env[name]);"),
      "'REGION'",
      '',
    ),
  ),

  // The sandbox.
  style(
    'a weak reference in a cache',
    garbage,
    ...pair(
      (it) => order(`const kept = ${it}; return 'x';`),
      'new Map([[1, new WeakRef({})]])',
      'new WeakMap([[{}, 1]])',
    ),
  ),
  style(
    'a registry behind a class',
    garbage,
    ...pair(
      (it) => order('new Pool(); return 1;', `class Pool { readonly all = new ${it}; }`),
      'FinalizationRegistry(() => undefined)',
      'Set<object>()',
    ),
  ),
  style(
    'a class that extends WeakRef',
    garbage,
    ...pair((it) => order('return typeof new Held({});', `class Held extends ${it} {}`), 'WeakRef<object>', 'Object'),
    {},
    false,
  ),
  unverified(
    'a constructor’s constructor',
    escape,
    ...pair(
      (it) => order(`return ${it};`),
      "(AbortController as any).constructor('return process')()",
      "new Function('return 1')()",
    ),
  ),
  unverified(
    'the same by a computed key',
    escape,
    ...pair(
      (it) => order(`const key = 'constructor'; return ${it};`),
      "(URL as any)[key]('return process')()",
      "(class {} as any)[key]('return 1')()",
    ),
  ),
  unverified(
    'the constructor of an instance',
    escape,
    ...pair(
      (it) => order(`return ${it};`),
      "(new TextEncoder() as any).constructor.constructor('return process')()",
      'new TextEncoder().encode("a").length',
    ),
  ),
  unverified(
    'Object.assign to a prototype',
    prototypes,
    ...pair(
      (it) => order("return 'x';", `class Own {} Object.assign(${it}.prototype, { last() { return 1; } });`),
      'Array',
      'Own',
    ),
  ),
  unverified(
    'Reflect.set on a prototype',
    prototypes,
    ...pair(
      (it) => order("return 'x';", `class Own {} Reflect.set(${it}.prototype, 'shout', () => 'A');`),
      'String',
      'Own',
    ),
  ),
  unverified(
    'an accessor on a prototype',
    prototypes,
    ...pair(
      (it) => order("return 'x';", `class Own {} Object.defineProperty(${it}.prototype, 'size2', { get: () => 1 });`),
      'Map',
      'Own',
    ),
  ),
  unverified(
    'a change in a function',
    prototypes,
    ...pair(
      (it) => order('patch(); return 1;', `function patch() { ${it}; }`),
      '(Date.prototype as any).toJSON = () => 1',
      'class Own { toJSON() { return 2; } } (Own.prototype as any).toJSON = () => 1',
    ),
  ),
  unverified(
    'Atomics.waitAsync',
    ['no-atomics-wait'],
    ...pair(
      (it) => order(`const cell = new Int32Array(new SharedArrayBuffer(4)); return String(${it});`),
      '(Atomics as any).waitAsync(cell, 0, 0, 10).value',
      'Atomics.add(cell, 0, 1)',
    ),
  ),
  unverified(
    'Atomics.wait by destructuring',
    ['no-atomics-wait'],
    ...pair(
      (it) =>
        order(`const cell = new Int32Array(new SharedArrayBuffer(4)); const { wait, store } = Atomics; return ${it};`),
      'wait(cell, 0, 0, 10)',
      'store(cell, 0, 1)',
    ),
  ),

  // Cancellation.
  unverified(
    'a catch without a binding in a loop',
    cancellation,
    ...pair(
      (it) => flow(`for (const id of ids) { try { await ship(id); } catch ${it} } return 1;`),
      '{ log.warn(id); }',
      '(error) { if (isCancellation(error)) throw error; log.warn(id); }',
    ),
  ),
  unverified(
    'a chain of then and catch',
    cancellation,
    ...pair(
      (it) => flow(`for (const id of ids) await ship(id).then((text) => text.length).catch(${it}); return 1;`),
      '() => 0',
      '(error) => { if (isCancellation(error)) throw error; return 0; }',
    ),
  ),
  unverified(
    'the second argument of then',
    cancellation,
    ...pair(
      (it) => flow(`for (const id of ids) await ship(id).then(() => 1, ${it}); return 1;`),
      '() => 0',
      '(error) => { throw error; }',
    ),
  ),
  unverified(
    'allSettled in rounds',
    cancellation,
    ...pair(
      (it) =>
        flow(
          `while (ids.length > 0) { const all = await Promise.allSettled(ids.splice(0, 2).map((id) => ship(id))); ${it} } return 1;`,
        ),
      'log.info(String(all.length));',
      "const failed = all.find((each) => each.status === 'rejected'); if (failed?.status === 'rejected' && isCancellation(failed.reason)) throw failed.reason;",
    ),
  ),
  unverified(
    'a jump out of finally',
    cancellation,
    ...pair(
      (it) =>
        flow(
          `for (const id of ids) { try { await ship(id); } catch (error) { throw error; } finally { ${it} } } return 1;`,
        ),
      'continue;',
      "log.info('done');",
    ),
  ),
  unverified(
    'a helper that wraps',
    cancellation,
    ...pair(
      (it) =>
        flow(
          'for (const id of ids) { try { await ship(id); } catch (error) { handle(error); } } return 1;',
          `function handle(error: unknown) { ${it} log.warn(String(error)); }`,
        ),
      '',
      'if (isCancellation(error)) throw error;',
    ),
  ),
  unverified(
    'a function that tells errors apart',
    cancellation,
    ...pair(
      (it) =>
        flow(
          'for (const id of ids) { try { await ship(id); } catch (error) { if (isFinal(error)) throw error; log.warn(id); } } return 1;',
          `const isFinal = (error: unknown) => ${it};`,
        ),
      'error instanceof RangeError',
      'error instanceof RangeError || isCancellation(error)',
    ),
  ),
  unverified(
    'a guard the wrong way round',
    cancellation,
    ...pair(
      (it) => flow(`while (true) { try { await ship('a'); } catch (error) { if (${it}) throw error; } }`),
      '!isCancellation(error)',
      'isCancellation(error)',
    ),
  ),
  unverified(
    'a failure by its class',
    cancellation,
    ...pair(
      (it) =>
        flow(
          `for (const id of ids) { try { await ship(id); } catch (error) { if (error instanceof ${it}) throw error; log.warn(id); } } return 1;`,
        ),
      'ApplicationFailure',
      'Error',
    ),
  ),
  unverified(
    'a result type over a promise',
    cancellation,
    ...pair(
      (it) =>
        flow(
          'for (const id of ids) { const result = await attempt(() => ship(id)); if (!result.ok) log.warn(id); } return 1;',
          `async function attempt<T>(run: () => Promise<T>) { try { return { ok: true as const, value: await run() }; } catch (error) { ${it} return { ok: false as const, error }; } }`,
        ),
      '',
      'if (isCancellation(error)) throw error;',
    ),
  ),
  unverified(
    'what is undone in finally',
    cleanup,
    ...pair(
      (it) => flow(`try { await ship('a'); } finally { await ${it}; } return 1;`),
      "undo('a')",
      "CancellationScope.nonCancellable(async () => { await undo('a'); })",
    ),
  ),
  unverified(
    'a list of what is to be undone',
    cleanup,
    ...pair(
      (it) =>
        flow(
          `const done: (() => Promise<unknown>)[] = []; try { await ship('a'); done.push(() => undo('a')); await bill('a'); } catch (error) { ${it} throw error; } return 1;`,
        ),
      'for (const each of done.reverse()) await each();',
      'await CancellationScope.nonCancellable(async () => { for (const each of done.reverse()) await each(); });',
    ),
  ),
  unverified(
    'a timer that is raced',
    ['rethrow-cancellation', 'no-swallowed-cancellation'],
    ...pair(
      (it) =>
        flow(
          `while (true) { try { await Promise.race([ship('a'), sleep('1 minute')]); return 1; } catch (error) { ${it} log.warn('again'); } }`,
        ),
      '',
      'if (isCancellation(error)) throw error;',
    ),
  ),

  // Promises, handlers, waiting.
  unverified(
    'an activity in a void expression',
    ['no-floating-promises'],
    ...pair((it) => flow(`${it} ship('a'); await sleep(1); return 1;`), '', 'await'),
  ),
  unverified(
    'an activity behind a comma',
    ['no-floating-promises'],
    ...pair((it) => flow(`${it}; return 1;`), "ids.length > 0 && ship('a')", "ids.length > 0 && (await ship('a'))"),
  ),
  unverified(
    'a proxy that is made in a loop',
    ['no-floating-promises'],
    ...pair(
      (it) =>
        flow(
          `for (const queue of ids) { const { pack } = proxyActivities<any>({ taskQueue: queue, startToCloseTimeout: '1 minute' }); ${it} pack(queue); } return 1;`,
        ),
      '',
      'await',
    ),
  ),
  unverified(
    'a proxy that a function makes',
    ['no-floating-promises'],
    ...pair(
      (it) =>
        flow(
          `const own = make('a'); ${it} own.pack('x'); await sleep(1); return 1;`,
          "const make = (taskQueue: string) => proxyActivities<{ pack(id: string): Promise<void> }>({ taskQueue, startToCloseTimeout: '1 minute' });",
        ),
      '',
      'await',
    ),
  ),
  unverified(
    'a child that is not waited for',
    ['no-floating-promises'],
    ...pair((it) => flow(`${it} startChild('other', { args: [] }); return 1;`), '', 'await'),
  ),
  unverified(
    'continueAsNew without await',
    ['await-continue-as-new', 'no-floating-promises'],
    ...pair(
      (it) => flow(`if (workflowInfo().continueAsNewSuggested) ${it} continueAsNew<typeof order>(ids); return 1;`),
      '',
      'await',
    ),
  ),
  unverified(
    'continueAsNew in a try',
    ['await-continue-as-new', 'no-swallowed-cancellation'],
    ...pair(
      (it) =>
        flow(
          `try { await ship('a'); ${it} } catch (error) { if (isCancellation(error)) throw error; log.warn(String(error)); } return 1;`,
        ),
      'await continueAsNew<typeof order>(ids);',
      "await bill('a');",
    ),
  ),
  unverified(
    'an endless loop over signals',
    ['continue-as-new-in-endless-loops'],
    ...pair(
      (it) =>
        flow(
          `const queue: string[] = []; setHandler(defineSignal<[string]>('add'), (id) => { queue.push(id); }); for (;;) { await condition(() => queue.length > 0); await ship(queue.shift()!); ${it} }`,
        ),
      '',
      'if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof order>(queue);',
    ),
  ),
  unverified(
    'do while true',
    ['continue-as-new-in-endless-loops'],
    ...pair(
      (it) => flow(`let rounds = 0; do { await ship('a'); rounds += 1; } while (${it}); return rounds;`),
      'true',
      'rounds < 10',
    ),
  ),
  unverified(
    'a handler after an await',
    ['handlers-before-first-await'],
    ...pair(
      (it) => flow(it),
      "await ship('a'); setHandler(defineQuery<number>('n'), () => 1); await sleep(1); return 1;",
      "setHandler(defineQuery<number>('n'), () => 1); await ship('a'); return 1;",
    ),
  ),
  unverified(
    'a handler that a function registers late',
    ['handlers-before-first-await'],
    ...pair(
      (it) => flow(it, "function listen() { setHandler(defineUpdate<number>('n'), () => 1); }"),
      "await ship('a'); listen(); await sleep(1); return 1;",
      "listen(); await ship('a'); return 1;",
    ),
  ),
  unverified(
    'an async handler at the end',
    ['await-all-handlers'],
    ...pair(
      (it) =>
        flow(
          `setHandler(defineSignal<[string]>('add'), async (id) => { await ship(id); }); await sleep('1 minute'); ${it} return 1;`,
        ),
      '',
      'await condition(allHandlersFinished);',
    ),
  ),
  unverified(
    'an async update at the end',
    ['await-all-handlers'],
    ...pair(
      (it) =>
        flow(
          `setHandler(defineUpdate<string, [string]>('add'), async (id) => await ship(id)${it}); await sleep('1 minute'); await condition(allHandlersFinished); return 1;`
            .replace(it === 'WRONG' ? 'await condition(allHandlersFinished);' : '\0', '')
            .replace('WRONG', ''),
        ),
      'WRONG',
      '',
    ),
  ),
  unverified(
    'a query that is asynchronous',
    ['synchronous-query-handlers'],
    ...pair(
      (it) => flow(`setHandler(defineQuery<number>('n'), ${it}); await sleep(1); return 1;`),
      'async () => 1',
      '() => 1',
    ),
  ),
  unverified(
    'a query that returns a promise',
    ['synchronous-query-handlers', 'no-commands-in-query-handlers'],
    ...pair(
      (it) =>
        flow(
          `setHandler(defineQuery<any>('n'), answer); await sleep(1); return 1;`,
          `function answer() { return ${it}; }`,
        ),
      'Promise.resolve(1)',
      '1',
    ),
  ),
  unverified(
    'a query that starts an activity',
    ['no-commands-in-query-handlers'],
    ...pair(
      (it) =>
        flow(`let n = 0; setHandler(defineQuery<number>('n'), () => { ${it} return n; }); await sleep(1); return 1;`),
      "void ship('a');",
      'n = n;',
    ),
  ),
  unverified(
    'a query that sleeps through a helper',
    ['no-commands-in-query-handlers', 'synchronous-query-handlers'],
    ...pair(
      (it) =>
        flow(
          "setHandler(defineQuery<number>('n'), () => count()); await sleep(1); return 1;",
          `function count() { ${it} return 1; }`,
        ),
      'void sleep(1);',
      'log.info("asked");',
    ),
  ),
  unverified(
    'an async validator',
    ['synchronous-update-validators'],
    ...pair(
      (it) =>
        flow(
          `setHandler(defineUpdate<string, [string]>('add'), (id) => id, { validator: ${it} }); await sleep(1); return 1;`,
        ),
      '(async (id: string) => { if (!id) throw new Error("no"); }) as any',
      '(id) => { if (!id) throw new Error("no"); }',
    ),
  ),
  unverified(
    'a validator that waits',
    ['synchronous-update-validators'],
    ...pair(
      (it) =>
        flow(
          `setHandler(defineUpdate<string, [string]>('add'), (id) => id, { validator: check as any }); await sleep(1); return 1;`,
          `${it} function check(id: string) { if (!id) throw new Error('no'); }`,
        ),
      'async',
      '',
    ),
  ),
  unverified(
    'a loop that sleeps until a signal',
    ['prefer-condition'],
    ...pair(
      (it) => flow(`let isDone = false; setHandler(defineSignal('done'), () => { isDone = true; }); ${it} return 1;`),
      "while (!isDone) await sleep('5 seconds');",
      'await condition(() => isDone);',
    ),
  ),
  unverified(
    'the same with a field',
    ['prefer-condition'],
    ...pair(
      (it) =>
        flow(
          `const state = { isDone: false }; setHandler(defineSignal('done'), () => { state.isDone = true; }); ${it} return 1;`,
        ),
      "do { await sleep('5 seconds'); } while (!state.isDone);",
      "await condition(() => state.isDone, '1 hour');",
    ),
  ),
  unverified(
    'a promise over setTimeout',
    ['prefer-sleep'],
    ...pair(
      (it) => flow(`await ${it}; return 1;`),
      'new Promise((resolve) => setTimeout(resolve, 1000))',
      'sleep(1000)',
    ),
  ),
  unverified(
    'a helper over setTimeout',
    ['prefer-sleep'],
    ...pair(
      (it) => flow('await pause(1000); return 1;', `const pause = ${it};`),
      '(ms: number) => new Promise<void>((done) => { setTimeout(() => done(), ms); })',
      '(ms: number) => sleep(ms)',
    ),
  ),
  unverified(
    'a loop that waits for nothing',
    ['no-busy-loop'],
    ...pair(
      (it) => flow(`const until = Date.now() + 1000; while (Date.now() < until) { ${it} } return 1;`),
      '',
      'await sleep(100);',
    ),
  ),
  unverified(
    'a loop on a flag of a handler',
    ['no-busy-loop'],
    ...pair(
      (it) =>
        flow(
          `let isDone = false; setHandler(defineSignal('done'), () => { isDone = true; }); while (!isDone) { ${it} } return 1;`,
        ),
      '',
      'await condition(() => isDone);',
    ),
  ),

  // Contracts, versions, payloads, options.
  unverified(
    'a workflow that is not asynchronous',
    ['async-workflows'],
    ...pair(
      (it) => `${SDK}\nexport ${it} order(ids: string[]) { const timer = sleep(1); return [timer, ids.length]; }`,
      'function',
      'async function',
    ),
  ),
  unverified(
    'a workflow that is an arrow',
    ['async-workflows'],
    ...pair(
      (it) =>
        `${SDK}\nexport const order = ${it}(ids: string[]) => { void ids.map((id) => ship(id)); return ids.length; };`
          .replace('async (ids: string[]) => { void', 'async (ids: string[]) => { await Promise.all(')
          .replace(it === '' ? '\0' : 'ship(id));', 'ship(id)));'),
      '',
      'async ',
    ),
  ),
  unverified(
    'a Map in an argument',
    ['serializable-payloads'],
    ...pair(
      (it) => `${SDK}\nexport async function order({ all }: { all: ${it} }) { await sleep(1); return all; }`,
      'Map<string, number>',
      'Record<string, number>',
    ),
  ),
  unverified(
    'a Set in what is returned',
    ['serializable-payloads'],
    ...pair(
      (it) =>
        `${SDK}\nexport async function order(ids: string[]): Promise<{ seen: ${it} }> { await sleep(1); return { seen: ${it === 'string[]' ? '[...new Set(ids)]' : 'new Set(ids)'} }; }`,
      'Set<string>',
      'string[]',
    ),
  ),
  unverified(
    'a bigint in a signal',
    ['serializable-payloads'],
    ...pair(
      (it) =>
        flow(
          `let sum: ${it} | undefined; setHandler(add, (n) => { sum = n; }); await condition(() => sum !== undefined); return 1;`,
          `const add = defineSignal<[${it}]>('add');`,
        ),
      'bigint',
      'number',
    ),
  ),
  unverified(
    'a patch at the top',
    ['no-patched-at-module-scope'],
    ...pair(
      (it) =>
        flow(
          it === 'top' ? 'return isNew;' : "return patched('a');",
          it === 'top' ? "const isNew = patched('a');" : '',
        ),
      'top',
      'inside',
    ),
  ),
  unverified(
    'a patch in a static field',
    ['no-patched-at-module-scope'],
    ...pair(
      (it) => flow('return String(Version.isNew);', `class Version { static ${it} }`),
      "isNew = patched('a');",
      "get isNew() { return patched('a'); }",
    ),
  ),
  unverified(
    'a patch that is both',
    ['no-deprecated-patch-in-use'],
    ...pair(
      (it) => flow(`if (patched('a')) await ship('a'); ${it} return 1;`),
      "deprecatePatch('a');",
      "deprecatePatch('b');",
    ),
  ),
  unverified(
    'a deprecated patch in a helper',
    ['no-deprecated-patch-in-use'],
    ...pair(
      (it) => flow(`deprecatePatch('v2'); await work(); return 1;`, `async function work() { ${it} await ship('a'); }`),
      "if (patched('v2')) await bill('a');",
      '',
    ),
  ),
  unverified(
    'a branch on replay',
    ['no-replay-branch'],
    ...pair(
      (it) => flow(`${it} return 1;`),
      "if (!workflowInfo().unsafe.isReplaying) await ship('a');",
      "if (!workflowInfo().unsafe.isReplaying) log.info('once');",
    ),
  ),
  unverified(
    'a branch on replay by a constant',
    ['no-replay-branch'],
    ...pair(
      (it) => flow(`const { unsafe } = workflowInfo(); const isLive = !unsafe.isReplaying; return isLive ? ${it} : 0;`),
      "await ship('a')",
      '0',
    ),
  ),
  unverified(
    'a duration that is none',
    ['valid-durations'],
    ...pair((it) => flow(`await sleep(${it}); return 1;`), "'5 mintues'", "'5 minutes'"),
  ),
  unverified(
    'a duration in options of a proxy',
    ['valid-durations'],
    ...pair(
      (it) =>
        flow(
          'await pack(); return 1;',
          `const { pack } = proxyActivities<any>({ startToCloseTimeout: '${it}', retry: { initialInterval: '1s' } });`,
        ),
      '1 minuet',
      '1 minute',
    ),
  ),
  unverified(
    'an interceptor that forgets next',
    ['interceptors-call-next'],
    ...pair(
      (it) =>
        `import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';\nexport const interceptors: WorkflowInterceptorsFactory = () => ({ inbound: [{ async execute(input, next) { ${it} } }] });`,
      'return input.args.length;',
      'return await next(input);',
    ),
  ),
  unverified(
    'an outbound class that forgets next',
    ['interceptors-call-next'],
    ...pair(
      (it) =>
        `import type { Next, WorkflowOutboundCallsInterceptor } from '@temporalio/workflow';\nclass Headers implements WorkflowOutboundCallsInterceptor { async scheduleActivity(input: any, next: Next<WorkflowOutboundCallsInterceptor, 'scheduleActivity'>) { if (input.activityType === 'x') { ${it} } else return next(input); } }\nexport const interceptors = () => ({ outbound: [new Headers()] });`,
      'input = { ...input };',
      'return next({ ...input });',
    ),
  ),
];
