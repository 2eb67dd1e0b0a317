// What is bundled without an error and fails much later: told when the bundle is made.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf } from '@handrail/errors';
import { DefaultLogger } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { type BundleOptions, bundleWorkflowCode } from '../src';
import { projectForTests } from './support/project-for-tests';

const project = projectForTests();
const { warn, write } = project;

const logger = new DefaultLogger('ERROR', () => undefined);
const THIS_FILE = fileURLToPath(import.meta.url);

async function warnings(files: Record<string, string>, options: Partial<BundleOptions> = {}): Promise<string[]> {
  write(files);
  await bundleWorkflowCode({ workflowsPath: join(project.path, 'w.ts'), logger, ...options });
  return warn.mock.calls.map(([message]) => (message as string).split('\n', 1)[0] ?? '');
}

const FEES =
  'export const chargeFees = (cents: number) => cents;\nexport interface Fee { cents: number }\nexport class Rate {}\n';

describe('a name that its module does not export (HR1027)', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'is told with its line and the one that was meant',
      { 'w.ts': `import { chargeFee } from './fees';\n\nexport async function order() { return chargeFee(1); }` },
      '[HR1027] w.ts:3 uses chargeFee of ./fees, which has no such export; did you mean chargeFees?',
    ],
    [
      'is told with what there is where none is near',
      { 'w.ts': `import { refund } from './fees';\nexport async function order() { return refund(1); }` },
      '[HR1027] w.ts:2 uses refund of ./fees, which has no such export; it exports Rate, chargeFees.',
    ],
    [
      'is told where it is renamed',
      { 'w.ts': `import { chargeFee as fee } from './fees';\nexport async function order() { return fee(1); }` },
      '[HR1027] w.ts:2 uses chargeFee of ./fees, which has no such export; did you mean chargeFees?',
    ],
    [
      'is told of a default export',
      { 'w.ts': `import fees from './fees';\nexport async function order() { return fees(1); }` },
      '[HR1027] w.ts:2 uses default of ./fees, which has no such export; it exports Rate, chargeFees.',
    ],
    [
      'is told of a call in a namespace',
      { 'w.ts': `import * as fees from './fees';\nexport async function order() { return fees.chargeFee(1); }` },
      '[HR1027] w.ts:2 uses chargeFee of ./fees, which has no such export; did you mean chargeFees?',
    ],
    [
      'is told through a barrel, two files away',
      {
        'w.ts': `import { total } from './lib/total';\nexport async function order() { return total(); }`,
        'lib/total.ts': `import { chargeFee } from './barrel';\nexport const total = () => chargeFee(1);`,
        'lib/barrel.ts': `export * from '../fees';`,
      },
      '[HR1027] lib/total.ts:2 uses chargeFee of ./barrel, which has no such export; did you mean chargeFees?',
    ],
  ])('%s', async (_, files, head) => {
    expect(await warnings({ 'fees.ts': FEES, ...files })).toEqual([head]);
  });

  it('is told once, however often it is used', async () => {
    const uses = `import { chargeFee } from './fees';\nexport async function order() { return chargeFee(1) + chargeFee(2); }`;
    expect(await warnings({ 'fees.ts': FEES, 'w.ts': uses })).toHaveLength(1);
  });

  it.each<[string, Record<string, string>]>([
    [
      'is there',
      { 'w.ts': `import { chargeFees } from './fees';\nexport async function order() { return chargeFees(1); }` },
    ],
    [
      'is a type that is used as one',
      {
        'w.ts': `import { chargeFees, Fee } from './fees';\nexport async function order(fee: Fee) { return chargeFees(fee.cents); }`,
      },
    ],
    [
      'is a type that is exported on',
      {
        'w.ts': `import { order } from './index';\nexport { order };`,
        'index.ts': `export { Fee } from './fees';\nexport async function order() {}`,
      },
    ],
    [
      'is looked for in a namespace',
      {
        'w.ts': `import * as fees from './fees';\nexport async function order() { return 'other' in fees ? 1 : (fees as any).other ? 2 : 3; }`,
      },
    ],
    [
      'is exported by a CommonJS module in its own way',
      {
        'w.ts': `import { anything } from './legacy';\nexport async function order() { return anything(1); }`,
        'legacy.js': `module.exports = Object.assign({}, { anything: () => 1 });`,
      },
    ],
    [
      'is asked for by a package, which has its reasons',
      {
        'w.ts': `import { used } from 'library';\nexport async function order() { return used(); }`,
        'node_modules/library/package.json':
          '{"name":"library","version":"1.0.0","main":"index.js","module":"index.js"}',
        'node_modules/library/index.js': `import { missing } from './other.js';\nexport const used = () => missing;`,
        'node_modules/library/other.js': 'export const there = 1;',
      },
    ],
  ])('is not reported where it %s', async (_, files) => {
    expect(await warnings({ 'fees.ts': FEES, ...files })).toEqual([]);
  });
});

describe('a module of workflow interceptors (HR1017)', () => {
  const FILES = { 'w.ts': 'export async function order(): Promise<void> {}' };
  const withModule = (text: string, file = 'tracing.ts') =>
    warnings({ ...FILES, [file]: text }, { workflowInterceptorModules: [join(project.path, file)] });

  it.each([
    ['a default export', 'export default () => ({ inbound: [] });', 'default'],
    ['another name', 'export const interceptor = () => ({ inbound: [] });', 'interceptor'],
    ['nothing', 'globalThis.traced = true; export {};', 'nothing'],
  ])('that exports %s is told', async (_, text, found) => {
    expect(await withModule(text)).toEqual([
      `[HR1017] Interceptor module tracing.ts has no export "interceptors": it exports ${found}.`,
    ]);
  });

  it.each([
    ['with the export', 'export const interceptors = () => ({ inbound: [] });', 'tracing.ts'],
    ['of CommonJS', 'exports.interceptors = () => ({ inbound: [] });', 'tracing.js'],
    ['of CommonJS in another way', 'module.exports = require("./other");', 'tracing.js'],
  ])('%s is not', async (_, text, file) => {
    write({ 'other.js': 'exports.interceptors = () => ({});' });
    expect(await withModule(text, file)).toEqual([]);
  });

  // All of them in one bundle.
  const withModules = (modules: Record<string, string>) =>
    warnings(
      { ...FILES, ...modules },
      { workflowInterceptorModules: Object.keys(modules).map((file) => join(project.path, file)) },
    );

  it('whose function makes none of the lists is told', async () => {
    const modules = {
      'a.ts': 'export const interceptors = async () => ({ inbound: [] });',
      'b.ts': 'export function interceptors() { return [{ execute: (i: any, n: any) => n(i) }]; }',
      'c.ts': 'const make = () => ({ inboud: [] });\nexport { make as interceptors };',
      'd.ts':
        'export const interceptors = () => { if (Date.now() > 0) { return { outbound: [], internal: [] }; } return {}; };',
      'e.ts': 'export const interceptors = () => ({ async execute(i: any, n: any) { return n(i); } });',
      'f.js': 'exports.interceptors = async function () { return {}; };',
    };
    const async = 'a promise, for the function is async, and nothing waits for it.';
    expect(await withModules(modules)).toEqual(
      [
        `a.ts makes something else than interceptors: ${async}`,
        'b.ts makes something else than interceptors: a list, and not an object with lists.',
        'c.ts makes something else than interceptors: an object with inboud; did you mean inbound?',
        'd.ts makes something else than interceptors: an object with internal; did you mean internals?',
        'e.ts makes something else than interceptors: an object with execute, and with none of the lists that are read.',
        `f.js makes something else than interceptors: ${async}`,
      ].map((text) => `[HR1017] Interceptor module ${text}`),
    );
  });

  it('whose function may make them is not', async () => {
    const modules = {
      'a.ts': 'const lists = { inbound: [] };\nexport const interceptors = () => ({ ...lists });',
      'b.ts': 'export const interceptors = () => { const all = [1].map(() => [2]); return { inbound: [], all }; };',
      'c.ts': 'export const interceptors = () => (Date.now() > 0 ? { inbound: [] } : {});',
      'd.ts': 'const name = "inbound";\nexport const interceptors = () => ({ [name]: [] });',
      'e.ts': 'export const interceptors = function () { function own() { return []; } own(); return {}; };',
      'f.ts': 'class Lists { inbound = []; }\nexport const interceptors = () => new Lists();',
      'g.ts': "export { interceptors } from './a';",
      'h.ts': 'export async function other() { return []; }\nexport const interceptors = () => ({ outbound: [] });',
    };
    expect(await withModules(modules)).toEqual([]);
  });
});

describe('the module of a converter', () => {
  const W = { 'w.ts': 'export async function order(): Promise<void> {}' };
  const withPaths = (files: Record<string, string>, payload: string, failure: string) =>
    warnings({ ...W, ...files }, { payloadConverterPath: payload, failureConverterPath: failure });

  it('that is not found, or exports none, is told (HR2014)', async () => {
    const path = join(project.path, 'f.ts');
    expect(await withPaths({ 'f.ts': 'export const converter = {};' }, './p', path)).toEqual([
      "[HR2014] The bundle has payloadConverterPath: './p', which is a module that the bundler does not find, so that workflows go without: give the absolute path, require.resolve(…).",
      `[HR2014] The bundle has failureConverterPath: '${path}', which exports no failureConverter, so that workflows go without: it exports converter.`,
    ]);
  });

  it('that exports one is not', async () => {
    const files = {
      'p.ts': "export { payloadConverter } from './q';",
      'q.ts': 'export const payloadConverter = {};',
      'f.js': 'module.exports = require("./g");',
      'g.js': 'exports.failureConverter = {};',
    };
    expect(await withPaths(files, join(project.path, 'p.ts'), join(project.path, 'f.js'))).toEqual([]);
  });
});

describe('an option of bundleWorkflowCode that does not exist (HR2012)', () => {
  it.each([
    ['workflowPath', 'workflowsPath'],
    ['workflows', 'workflowsPath'],
    ['interceptorModules', 'workflowInterceptorModules'],
    ['ignoreModule', 'ignoreModules'],
  ])('%s, where %s was meant', async (field, suggestion) => {
    const given = { ...(suggestion !== 'workflowsPath' && { workflowsPath: THIS_FILE }), [field]: THIS_FILE, logger };
    const error: unknown = await bundleWorkflowCode(given as never).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe('HR2012');
    expect((error as Error).message).toContain(
      `[HR2012] The bundle has an option ${field} that does not exist; did you mean ${suggestion}?`,
    );
  });
});

it.each([
  ['./tracing', "workflowInterceptorModules: './tracing', which is not a list, each entry the path of a module."],
  [[{}], 'workflowInterceptorModules[0]: an object, which is not the path of a module.'],
])('workflowInterceptorModules that is no list of paths is named (HR2014)', async (modules, words) => {
  const options = { workflowsPath: THIS_FILE, workflowInterceptorModules: modules as never, logger };
  const error: unknown = await bundleWorkflowCode(options).catch((thrown: unknown) => thrown);
  expect((error as Error).message).toContain(`[HR2014] The bundle has ${words}`);
});

describe('two modules with one name (HR1060)', () => {
  const A = 'export async function order() { return 1; }\nexport async function refund() {}\n';
  const B = 'export async function order() { return 2; }\nexport async function ship() {}\n';

  it('are told with both and the name', async () => {
    const files = { 'a.ts': A, 'b.ts': B, 'w.ts': `export * from './a';\nexport * from './b';` };
    expect(await warnings(files)).toEqual(['[HR1060] w.ts:2 exports order of both ./a and ./b: neither is exported.']);
  });

  it.each<[string, string]>([
    ['it is said which is meant', `export * from './a';\nexport * from './b';\nexport { order } from './a';`],
    ['both lead to one function', `export * from './a';\nexport * from './c';`],
    ['they have no name in common', `export * from './a';\nexport { ship } from './b';`],
  ])('are left in peace where %s', async (_, text) => {
    expect(await warnings({ 'a.ts': A, 'b.ts': B, 'c.ts': `export { order } from './a';`, 'w.ts': text })).toEqual([]);
  });
});

describe('options that ApplicationFailure.create drops (HR2012)', () => {
  const said = (line: number, field: string, meant: string) =>
    `[HR2012] ApplicationFailure.create in workflow code (w.ts:${line}) has an option ${field} that does not exist; did you mean ${meant}?`;
  const order = (body: string) => `export async function order() {\n  ${body}\n}`;

  it.each<[string, string, string[]]>([
    [
      'are told with their line',
      `import { ApplicationFailure } from '@temporalio/workflow';\n${order("throw ApplicationFailure.create({ message: 'x', retryable: false });")}`,
      [said(3, 'retryable', 'nonRetryable')],
    ],
    [
      'are told of a namespace, and of an import by another name',
      `import * as wf from '@temporalio/workflow';\nimport { ApplicationFailure as Failure } from '@temporalio/common';\n${order("if (wf.inWorkflowContext()) throw wf.ApplicationFailure.create({ nonretryable: true });\n  throw Failure.create({ 'detail': [1] });")}`,
      [said(4, 'nonretryable', 'nonRetryable'), said(5, 'detail', 'details')],
    ],
    [
      'are told of a variable',
      `import { ApplicationFailure } from '@temporalio/workflow';\n${order("const options = { message: 'x', retryDelay: '1 s' };\n  throw ApplicationFailure.create(options);")}`,
      [said(4, 'retryDelay', 'nextRetryDelay')],
    ],
    [
      'are none of what is right, and of keys that nobody knows beforehand',
      `import { ApplicationFailure } from '@temporalio/workflow';\n${order("const key = 'retryable', more = { orderId: 1 };\n  throw ApplicationFailure.create({ message: 'x', nonRetryable: true, details: [{ retryable: 1 }], [key]: 1, ...more });")}`,
      [],
    ],
    [
      'are none of another class, or of a variable that is more than one',
      `import { ApplicationFailure } from '@temporalio/workflow';\nclass Job { static create(options: object) { return options; } }\n${order("Job.create({ retryable: true });\n  { const o = { message: 'x' }; ApplicationFailure.create(o); }\n  { const o = { retryable: true }; Job.create(o); }")}`,
      [],
    ],
    [
      'are none of a class of that name that is the project’s own',
      `import { ApplicationFailure } from './failures';\n${order('ApplicationFailure.create({ retryable: true });')}`,
      [],
    ],
  ])('%s', async (_, code, expected) => {
    const failures = 'export class ApplicationFailure { static create(options: object) { return options; } }';
    expect(await warnings({ 'w.ts': code, 'failures.ts': failures })).toEqual(expected);
  });
});
