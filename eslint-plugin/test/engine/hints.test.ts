// A workflow is interpreted only where something that it leads to gives a hint at a hazard.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/engine/findings.js';
import type { HazardKind } from '../../src/engine/hazard.js';
import { hintsIn } from '../../src/engine/hints.js';
import type { Hints, ModuleCode } from '../../src/engine/module-code.js';
import { lowerModule } from '../../src/engine/lower/lower-module.js';
import { parseModule } from '../../src/engine/parse.js';
import { DATES_OF_WORKFLOW, LOCAL_PARTS, LOCALE_METHODS } from '../../src/engine/sandbox/names.js';
import { FixtureProject, hazardsOf } from '../support/fixture-project.js';

function lowered(text: string, path = 'src/a.ts'): ModuleCode {
  const parsed = parseModule(path, text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return lowerModule(parsed, text);
}

describe('a hint is', () => {
  it.each([
    ['a global that the sandbox lacks', `fetch('x');`],
    ['a test for one', `export const has = typeof fetch === 'function';`],
    ['a date', `export const day = (x: number) => new Date(x);`],
    ['a format', `export const format = () => new Intl.NumberFormat('de');`],
    ['the global object', `export const all = globalThis;`],
    ['this of a function that may be called on nothing', `exports.f = function () { return this; };`, 'src/a.js'],
    ['a method that dates have', `export const hour = (x: any) => x.getHours();`],
    ['its name in a pattern', `export const hour = ({ getHours }: any) => getHours;`],
    ['its name as a parameter’s default', `export const part = (x: any, name = 'getHours') => x[name]();`],
    ['its name as a text', `export const hour = (x: any) => x['getHours']();`],
    ['a part of its name', `export const hour = (x: any) => x['get' + 'Hours']();`],
    ['a part of its name in a template', 'export const part = (x: any, name: string) => x[`Hours${name}`]();'],
    ['its name as a key of a class', `export class Own { static toLocaleString() { return 1; } }`],
    ['a comparison by the locale', `export const sort = (x: string[]) => x.sort((a, b) => a.localeCompare(b));`],
    [
      'a time of the SDK’s',
      `import { workflowInfo } from '@temporalio/workflow'; export const t = () => workflowInfo().startTime;`,
    ],
    [
      'what is unsafe of the SDK’s',
      `import { workflowInfo } from '@temporalio/workflow'; export const t = () => workflowInfo().unsafe;`,
    ],
    ['the class of a value', `export const of = (x: any) => x.constructor;`],
    ['new.target', `export function Own() { return new.target; }`],
    ['a class of the sandbox that is handed on', `export const registry = [Map];`],
    ['a class of the sandbox that is a default export', `export default Map;`],
    ['a class of the sandbox that is given a member', `(Array as any).last = 1;`],
    ['a class of the sandbox in a pattern that is assigned to', `[(Array as any).last] = [1];`],
    ['a class of the sandbox in a loop that assigns to it', `for ((Array as any).last of [1]);`],
    ['a prototype of the sandbox that is given a member', `(Array.prototype as any).last = () => 1;`],
    ['a prototype of the sandbox that is handed on', `Object.assign(Array.prototype, {});`],
    [
      'what a class of the sandbox hands down to be changed',
      `class Own extends Array { f() { super.map = () => []; } }`,
    ],
    ['what the sandbox’s console lacks', `console.table([]);`],
    ['the console that is handed on', `export const logger = console;`],
    ['a message that a global is missing', `export const f = () => { throw new Error('fetch is not available'); };`],
  ])('%s', (_what, text, path?: string) => {
    expect(lowered(text, path).hints.hazards).not.toBe(false);
  });
});

describe('whatever a key is called, what is below it is looked at', () => {
  const KINDS =
    `variable global member element constant text this super throw object array call new default declare assign
    property computed spread function class import builtin arguments undefined typed for if block unary`.split(/\s+/);

  it.each(KINDS)('%s', (key) => {
    const hints = [
      `export const f = ({ ${key}: own = fetch('x') }: any = {}) => own;`,
      `export const f = async (o: any) => { const { ${key}: own = await fetch('x') } = o; return own; };`,
      `export const f = (o: any) => { for (const { ${key}: { toLocaleString } } of o) toLocaleString(); };`,
      `export const f = () => { try { f(); } catch ({ ${key}: own = new Date() }) { return own; } };`,
      `export const f = (o: any) => { ({ ${key}: (Array.prototype as any).last } = o); };`,
      `export const f = (o: any) => { ({ ${key}: Array.prototype } = o); };`,
      `export const f = { ${key}: fetch };`,
      `export const f = (x: any) => ['${key}', x.getHours()];`,
      `export const f = (x: any) => \`${key}\${x.getHours()}\`;`,
    ];
    expect(hints.filter((text) => lowered(text).hints.hazards === false)).toEqual([]);
    expect(lowered(`export const f = ({ ${key}: own }: any) => [own, { ${key}: 1 }];`).hints.all).toBe(false);
  });

  it('a shorthand', () => {
    expect(lowered(`export const f = ({ variable = crypto.randomUUID() } = {}) => variable;`).hints.hazards).toEqual([
      'f',
    ]);
  });
});

it('may be in what is nested too deeply to be looked through', () => {
  let body: unknown[] = [];
  for (let depth = 0; depth < 100_000; depth += 1) body = [body];
  const { functions, ...code } = lowered('export const x = 1;');
  expect(hintsIn({ ...code, functions: functions.map((each) => ({ ...each, body: body as never })) })).toEqual({
    hazards: true,
    all: true,
  });
});

describe('no hint is', () => {
  it.each([
    [
      'what is asked of a class of the sandbox',
      `export const f = (x: object) => Object.keys(x).map((each) => Math.round(Number(each)));`,
    ],
    ['a new object of it', `export const f = () => [new Map(), new Error('x'), Promise.resolve()];`],
    ['a test for it', `export const f = (x: unknown) => x instanceof Error || typeof Map === 'function';`],
    ['a class that extends it', `export class Failure extends Error { f() { return super.toString(); } }`],
    ['a method of its prototype', `export const has = (x: object) => Object.prototype.hasOwnProperty.call(x, 'a');`],
    ['a variable of the name of a global', `const fetch = () => 1; export const f = () => fetch();`],
    ['a member of the name of a global', `export const f = (x: any) => x.fetch();`],
    ['a type', `export const f = (x: Date): Date => x;`],
    ['what the sandbox’s console has', `console.log('x');`],
    ['a text', `export const f = () => 'at seven o’clock';`],
    ['this of a module', `export function f(this: any) { return this; }`],
    ['not a number', `export const f = [NaN, Infinity];`],
  ])('%s', (_what, text) => {
    expect(lowered(text).hints).toEqual({ hazards: false, all: false });
  });
});

describe('what the sandbox replaces is a hint for who minds it only', () => {
  it.each([
    ['a time', `export const now = () => Date.now();`],
    ['a time of a date', `export const now = () => new Date().getTime();`],
    ['a text of a date', `export const now = () => new Date().toISOString().slice(0, 10);`],
    ['a part of a date that is in UTC', `export const now = () => new Date().getUTCHours();`],
    ['a random number', `export const now = () => Math.random();`],
    ['its name as a text', `export const now = (math: any) => math['ran' + 'dom']();`],
  ])('%s', (_what, text) => {
    expect(lowered(text).hints).toEqual({ hazards: false, all: ['now'] });
  });

  it.each([
    ['a date that is left', `export const now = () => new Date();`],
    ['a part of a date in local time', `export const now = () => new Date().getDay();`],
    ['its text in local time', `export const now = () => new Date().toString();`],
    ['a date from something', `export const now = (x: string) => new Date(x).toISOString();`],
    ['Date called as a function', `export const now = () => Date().slice(1);`],
    ['Date.now that is handed on', `export const now = Date.now;`],
    ['Date.now that is replaced', `export const now = () => { Date.now = () => 1; };`],
    ['what is given to it', `export const now = () => (Date as any).now(fetch('x'));`],
    ['a computed method', `export const now = (part: string) => (new Date() as any)[part]();`],
  ])('but not %s', (_what, text) => {
    expect(lowered(text).hints.hazards).not.toBe(false);
  });
});

describe('a hint counts where code is used that has it:', () => {
  it.each<[string, string, Hints, string?]>([
    ['below one export', `export const a = () => fetch('x'); export const b = () => 1;`, ['a']],
    ['below a declared function', `export function a() { return fetch('x'); } export function b() {}`, ['a']],
    ['below a default export', `export default function () { return fetch('x'); } export const b = 1;`, ['default']],
    ['under another name', `const a = () => fetch('x'); export { a as b }; export const c = 1;`, ['b']],
    [
      'through other functions',
      `const a = () => fetch('x'); function b() { return a(); } export const c = () => b(); export const d = 1;`,
      ['c'],
    ],
    [
      'through functions in functions',
      `export function a() { function b() { return () => fetch('x'); } return b; } export const c = 1;`,
      ['a'],
    ],
    [
      'through a parameter’s default',
      `const a = () => fetch('x'); export const b = (run = a) => run(); export const c = 1;`,
      ['b'],
    ],
    [
      'through an object in a function',
      `const a = () => fetch('x'); export const b = () => ({ get x() { return a(); } }); export const c = 1;`,
      ['b'],
    ],
    [
      'through what a function assigns',
      `let a = () => 1; export const b = () => { a = () => fetch('x') as any; }; export const c = () => 1;`,
      ['b'],
    ],
    ['in a method of a class', `export class A { a() { return fetch('x'); } } export class B {}`, ['A']],
    ['in a field of a class', `export class A { a = fetch('x'); } export class B {}`, ['A']],
    ['in a constructor', `export class A { constructor() { fetch('x'); } } export class B {}`, ['A']],
    [
      'in a class that is inherited from',
      `class A { a() { return fetch('x'); } } export class B extends A {} export class C {}`,
      ['B'],
    ],
    ['in a function that nothing names', `function a() { return fetch('x'); } export const b = 1;`, false],
    [
      'in what calls itself only',
      `function a(): unknown { return b() ?? fetch('x'); } function b() { return a(); } export const c = 1;`,
      false,
    ],
    ['where the module is loaded', `const a = () => fetch('x'); a(); export const b = 1;`, true],
    ['where loading hands it on', `const a = () => fetch('x'); export const b = { a };`, true],
    ['in a list of functions', `export const a = [() => fetch('x')];`, true],
    ['in a static field', `export class A { static a = fetch('x'); }`, true],
    ['in a static block', `export class A { static { fetch('x'); } }`, true],
    ['below a decorator', `const a = () => fetch('x') as any; @a export class A {}`, true],
    ['below a decorator of a method', `const a = () => fetch('x') as any; export class A { @a b() {} }`, true],
    ['below a computed key', `const a = () => String(fetch('x')); export class A { [a()]() {} }`, true],
    [
      'in a class that is inherited from what is called',
      `const a = (): any => fetch('x'); export class B extends a() {}`,
      true,
    ],
    ['in an assigned export', `const a = () => fetch('x'); export = a;`, true],
    ['in an export of CommonJS', `function a() { return fetch('x'); } exports.a = a;`, true, 'src/a.js'],
    ['in an assigned one', `exports.a = () => fetch('x');`, true, 'src/a.js'],
    ['in a branch', `let a; if (1 > 0) a = () => fetch('x'); export { a };`, true],
    ['in what destructures it', `const { a } = { a: () => fetch('x') }; export { a };`, true],
    ['in a namespace', `export namespace a { export const b = () => fetch('x'); }`, true],
  ])('%s', (_where, text, hints, path) => {
    expect(lowered(text, path).hints).toEqual({ hazards: hints, all: hints });
  });
});

describe('a workflow is looked into where it uses what has a hint', () => {
  const HELPER = `export const bad = () => new Date(2020, 1, 1); export const good = () => 1;`;
  const FOUND = ['host-time-zone: new Date(year, month, …)'];
  const hazards = (order: string, files: Record<string, string> = {}) => {
    const path = 'src/workflows/order.ts';
    return hazardsOf({ 'src/helper.ts': HELPER, [path]: order, ...files });
  };

  it.each([
    ['by its name', `import { bad } from '../helper'; export async function order() { bad(); }`],
    ['by another name', `import { bad as good } from '../helper'; export async function order() { good(); }`],
    ['by the namespace', `import * as all from '../helper'; export async function order() { all.bad(); }`],
    ['by require', `export async function order() { require('../helper').bad(); }`],
    ['by import()', `export async function order() { (await import(/* webpackMode: "eager" */ '../helper')).bad(); }`],
    ['by import = require', `import all = require('../helper'); export async function order() { all.bad(); }`],
    [
      'through a module',
      `import { bad } from '../all'; export async function order() { bad(); }`,
      `export { bad } from './helper';`,
    ],
    [
      'through a name of it',
      `import { good } from '../all'; export async function order() { good(); }`,
      `export { bad as good } from './helper';`,
    ],
    [
      'through all that a module has',
      `import { bad } from '../all'; export async function order() { bad(); }`,
      `export * from './helper';`,
    ],
    [
      'through a namespace',
      `import { all } from '../all'; export async function order() { all.bad(); }`,
      `export * as all from './helper';`,
    ],
    [
      'through an imported namespace',
      `import { all } from '../all'; export async function order() { all.bad(); }`,
      `import * as all from './helper'; export { all };`,
    ],
    [
      'through a default export',
      `import use from '../all'; export async function order() { use(); }`,
      `import { bad } from './helper'; export default bad;`,
    ],
    [
      'through what loading does',
      `import '../all'; export async function order() {}`,
      `import { bad } from './helper'; bad();`,
    ],
    [
      'through two ways',
      `import { good } from '../helper'; import { bad } from '../all'; export async function order() { good(); bad(); }`,
      `export * from './helper';`,
    ],
  ])('%s', (_how, order, all?: string) => {
    expect(hazards(order, all === undefined ? {} : { 'src/all.ts': all })).toEqual(FOUND);
  });

  it.each(['{ bad }', '*'])('by exporting %s, which makes a workflow of it', (what) => {
    const files = { 'src/helper.ts': HELPER, 'src/workflows/order.ts': `export ${what} from '../helper';` };
    expect(hazardsOf(files, 'src/helper.ts')).toEqual(FOUND);
  });
});

it('is seen in what a workflow leads to, however that has changed', () => {
  const fixture = new FixtureProject({
    'src/deep.ts': 'export const deep = (): unknown => 1;',
    'src/helper.ts': "export { deep as help } from './deep';",
    'src/workflows/order.ts': "import { help } from '../helper'; export async function order() { help(); }",
  });
  const look = () => fixture.hazards('src/workflows/order.ts');
  expect(look()).toEqual([]);
  fixture.write({ 'src/deep.ts': "export const deep = () => fetch('x');" });
  expect(look()).toEqual(['network: fetch']);
  fixture.write({ 'src/deep.ts': 'export const deep = (): unknown => 2;' });
  expect(look()).toEqual([]);
});

it('is a package that is judged by its name, and what the bundler replaces', () => {
  const fixture = new FixtureProject({
    'src/workflows/order.ts': "import { startOfDay } from 'date-fns'; export async function order() { startOfDay(1); }",
    'src/workflows/ship.ts': "import { inspect } from 'util'; export async function ship() { inspect(1); }",
  });
  expect(fixture.hazards('src/workflows/order.ts')).toEqual(['host-time-zone: date-fns.startOfDay()']);
  expect(fixture.hazards('src/workflows/ship.ts')).toEqual(['absent-global: util.inspect']);
});

describe('what is found is the same where no hint is asked for', () => {
  const INFO = `import { workflowInfo } from '@temporalio/workflow';`;
  // Seen without anything being interpreted.
  type Interpreted = Exclude<
    HazardKind,
    'unbundlable-import' | 'dynamic-import' | 'top-level-await' | 'default-time-zone'
  >;
  const CASES: Readonly<Record<Interpreted, readonly string[]>> = {
    network: [`fetch('x')`, `new WebSocket('x')`],
    'absent-global': ['console.table([])', 'new Worker(x)', 'performance.now()'],
    'process-env': ['process.env.PORT', 'x(process.env)'],
    'wall-clock': [
      'workflowInfo().unsafe.now()',
      'new (workflowInfo().startTime.constructor)()',
      'Temporal.Now.instant()',
      `new Intl.DateTimeFormat('de', { timeZone: 'UTC' }).format()`,
    ],
    'host-locale': [...LOCALE_METHODS].map((name) => `x.${name}(...(${name === 'localeCompare'} ? ['a'] : []))`),
    'host-time-zone': [
      ...[...LOCAL_PARTS].map((name) => `x.${name}(${name.startsWith('set') ? '1' : ''})`),
      ...[...DATES_OF_WORKFLOW].map((name) => `workflowInfo().${name}.getDate()`),
      'new Date(2020, 1, 1)',
      'x.toLocaleDateString("de")',
    ],
    'shared-prototype': ['(Array.prototype.last = x)', 'Object.assign(Map.prototype, { x })'],
    'replay-branch': ['(workflowInfo().unsafe.isReplaying ? await x() : 0)'],
    'garbage-collection': ['new WeakRef({})', 'new FinalizationRegistry(x)'],
    'sandbox-escape': [`AbortController.constructor('return 1')()`],
    atomics: ['Atomics.wait(x, 0, 0)'],
    'replaced-global': ['Date.now()', 'Math.random()', 'setTimeout(x, 1)'],
  };

  it.each(Object.entries(CASES))('%s', (kind, expressions) => {
    for (const expression of expressions) {
      const path = 'src/workflows/order.ts';
      const files = { [path]: `${INFO} export async function order(x) { return ${expression}; }` };
      // What is trusted has to be met, so that everything is interpreted.
      const trust = [{ module: 'src/nowhere.ts', reason: 'none' }];
      const [filtered, all] = [{}, { trust }].map((options) => {
        const fixture = new FixtureProject(files, options);
        // What the sandbox replaces is told as well where all is asked for afterwards.
        const hazards = fixture.project.check(fixture.path(path), undefined, undefined, 'hazards').findings;
        const findings = fixture.project.check(fixture.path(path)).findings;
        expect(hazardsAmong(hazards), expression).toEqual(hazardsAmong(findings));
        return findings;
      });
      expect(filtered, expression).toEqual(all);
      expect(
        all?.map((each) => each.kind),
        expression,
      ).toContain(kind);
    }
  });
});

function hazardsAmong(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ kind }) => kind !== 'replaced-global');
}
