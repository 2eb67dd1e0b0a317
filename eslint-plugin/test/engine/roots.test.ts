import { describe, expect, it } from 'vitest';
import type { LoadedModule } from '../../src/engine/interpret/loaded-module.js';
import { roleOf, workerHints } from '../../src/engine/roots.js';
import { FixtureProject } from '../support/fixture-project.js';

const EXPORTS = 'export async function order() {}';
const USES = `import { sleep } from '@temporalio/workflow'; export async function order() { await sleep(1); }`;

function why(path: string, text: string, others: Readonly<Record<string, string>> = {}) {
  const fixture = new FixtureProject({ ...others, [path]: text });
  return fixture.project.workflowFile(fixture.path(path));
}

describe('is a workflow', () => {
  it.each<readonly [string, string, string]>([
    ['a file named workflows', 'src/workflows.ts', EXPORTS],
    ['a file in a folder named workflows', 'src/workflows/order.ts', EXPORTS],
    ['a file further down', 'src/workflows/eu/order.ts', EXPORTS],
    ['a file that imports the workflow package', 'src/order.ts', USES],
    ["a file that imports Handrail's", 'src/order.ts', USES.replace('@temporalio', '@handrail')],
    [
      'a file that uses a namespace of it',
      'src/order.ts',
      `import * as wf from '@temporalio/workflow'; export async function order() { await wf.sleep(1); }`,
    ],
    [
      'a file that wrongly imports the client, too',
      'src/workflows/order.ts',
      `import { Client } from '@temporalio/client'; export async function order() { new Client(); }`,
    ],
    [
      'a file of proxies that is named activities',
      'src/activities.ts',
      `import { proxyActivities } from '@temporalio/workflow'; export const { charge } = proxyActivities({});`,
    ],
    ['workflows for tests', 'test/workflows/order.ts', USES],
    [
      'a file that requires the workflow package',
      'src/order.js',
      `const { sleep } = require('@temporalio/workflow'); exports.order = async () => { await sleep(1); };`,
    ],
    [
      'a file that requires all of it',
      'src/order.js',
      `const wf = require('@temporalio/workflow'); exports.order = async () => { await wf.sleep(1); };`,
    ],
  ])('%s', (_name, path, text) => {
    expect(why(path, text)).toMatchObject({ isRoot: true });
  });

  it.each<readonly [string, string, string]>([
    ['a star', 'src/order.ts', `import { sleep } from '@temporalio/workflow'; void sleep; export * from './flows';`],
    ['a default', 'src/order.ts', `import { sleep } from '@temporalio/workflow'; export default async () => sleep(1);`],
    ['a folder of workflows, where the export was forgotten', 'src/workflows/order.ts', USES.replace('export ', '')],
  ])('a file that uses the workflow API and exports something: %s', (_name, path, text) => {
    expect(why(path, text)).toMatchObject({ isRoot: true });
  });

  it('a script that uses the workflow API and exports nothing is none', () => {
    const script = `import 'dotenv/config'; import { sleep } from '@temporalio/workflow'; const main = async () => { sleep(process.env.MS!); }; main();`;
    expect(why('src/scripts/pay.ts', script)).toBeUndefined();
    expect(why('src/scripts/pay.ts', `${script} export type Main = typeof main;`)).toBeUndefined();
  });

  it.each([
    `workflowsPath: require.resolve('./flows')`,
    `workflowsPath: path.join(__dirname, 'flows')`,
    `workflowsPath: fileURLToPath(new URL('./flows.ts', import.meta.url))`,
    `workflowsPath: require.resolve('./flows.js')`,
    'workflowsPath: new URL(`./flows`, import.meta.url).pathname',
  ])('what a worker is given as %s', (option) => {
    expect(why('src/flows.ts', EXPORTS, { 'src/run.ts': `Worker.create({ ${option} });` })).toEqual({
      isRoot: true,
      why: 'a worker is given it as workflowsPath',
    });
  });

  it('what the settings name, and nothing else then', () => {
    const fixture = new FixtureProject(
      { 'flows/a.ts': EXPORTS, 'src/workflows/b.ts': USES },
      { workflows: ['flows/**/*.ts'] },
    );
    expect(fixture.project.workflowFile(fixture.path('flows/a.ts'))).toEqual({
      isRoot: true,
      why: 'settings.handrail.workflows names it',
    });
    expect(fixture.project.workflowFile(fixture.path('src/workflows/b.ts'))).toBeUndefined();
  });
});

describe('is none', () => {
  it.each<readonly [string, string, string]>([
    ['any other file', 'src/order.ts', EXPORTS],
    [
      'a file that imports types only',
      'src/order.ts',
      `import type { WorkflowInfo } from '@temporalio/workflow'; export const a = (info: WorkflowInfo) => info;`,
    ],
    [
      'a file that uses what is imported as a type only',
      'src/order.ts',
      `import { WorkflowInfo } from '@temporalio/workflow'; export const a = (info: WorkflowInfo) => info;`,
    ],
    ['activities', 'src/activities.ts', EXPORTS],
    ['activities in the same folder', 'src/workflows/activities.ts', EXPORTS],
    [
      'activities that throw a failure of the workflow package',
      'src/activities.ts',
      `import { ApplicationFailure } from '@temporalio/workflow'; export const a = () => { throw new ApplicationFailure(); };`,
    ],
    ['a worker', 'src/worker.ts', `import { Worker } from '@temporalio/worker'; Worker.create({});`],
    [
      'a worker in the same folder that imports a workflow function',
      'src/workflows/run.ts',
      `import { Worker } from '@temporalio/worker'; import { sleep } from '@temporalio/workflow'; Worker.create(sleep);`,
    ],
    [
      'a client that defines a signal',
      'src/start.ts',
      `import { Client } from '@temporalio/client'; import { defineSignal } from '@temporalio/workflow'; export const s = defineSignal('x'); new Client();`,
    ],
    ['a test', 'src/workflows/order.test.ts', USES],
    [
      'a client that requires what is of use anywhere',
      'src/start.js',
      `const { defineSignal } = require('@temporalio/workflow'); exports.s = defineSignal('x');`,
    ],
    [
      'a test by its imports',
      'src/workflows/checks.ts',
      `import { expect } from 'vitest'; import { sleep } from '@temporalio/workflow'; expect(sleep);`,
    ],
  ])('%s', (_name, path, text) => {
    expect(why(path, text)).toBeUndefined();
  });
});

it('is workflow code, though no workflow, where a workflow imports it', () => {
  const fixture = new FixtureProject({
    'src/workflows/order.ts': `import { price } from '../price'; import type { Rate } from '../rate'; export async function order(r: Rate) { return price(r); }`,
    'src/price.ts': `import { round } from './round'; export const price = round;`,
    'src/round.ts': 'export const round = Math.round;',
    'src/rate.ts': 'export interface Rate {} export const rates = 1;',
  });
  const of = (path: string) => fixture.project.workflowFile(fixture.path(path));
  expect(of('src/price.ts')).toEqual({ isRoot: false, why: 'src/workflows/order.ts imports it' });
  expect(of('src/round.ts')).toEqual({ isRoot: false, why: 'src/price.ts imports it' });
  expect(of('src/rate.ts')).toBeUndefined();
});

describe('a worker that names its workflows', () => {
  const WORKER = `import { Worker } from '@temporalio/worker'; Worker.create({ workflowsPath: require.resolve('./workflows') });`;
  const of = (files: Readonly<Record<string, string>>, path: string) => {
    const fixture = new FixtureProject(files);
    return fixture.project.workflowFile(fixture.path(path));
  };

  it('contradicts files that merely lie in a folder of that name, and are in no bundle', () => {
    const files = {
      'src/worker.ts': WORKER,
      'src/workflows/index.ts': `export * from './order';`,
      'src/workflows/order.ts': EXPORTS,
      'src/workflows/old.ts': EXPORTS,
      'src/app/api/workflows/route.ts': 'export async function POST() {}',
    };
    expect(of(files, 'src/workflows/order.ts')).toMatchObject({ isRoot: true });
    expect(of(files, 'src/workflows/old.ts')).toBeUndefined();
    expect(of(files, 'src/app/api/workflows/route.ts')).toBeUndefined();
  });

  it('says nothing of another package, or of one with no worker', () => {
    const files = {
      'packages/a/package.json': '{ "name": "a", "dependencies": { "@temporalio/worker": "1" } }',
      'packages/a/src/worker.ts': WORKER,
      'packages/a/src/workflows.ts': EXPORTS,
      'packages/b/package.json': '{ "name": "b", "dependencies": { "@temporalio/workflow": "1" } }',
      'packages/b/src/workflows/refund.ts': EXPORTS,
    };
    expect(of(files, 'packages/b/src/workflows/refund.ts')).toMatchObject({ isRoot: true });
  });

  describe('beside a package that starts workflows and has folders of that name', () => {
    const files = {
      'apps/worker/package.json': '{ "name": "worker", "dependencies": { "@temporalio/worker": "1" } }',
      'apps/worker/src/worker.ts': WORKER,
      'apps/worker/src/workflows/index.ts': USES,
      'apps/api/package.json':
        '{ "name": "api", "dependencies": { "@temporalio/client": "1", "@temporalio/workflow": "1" } }',
      'apps/api/src/routers/workflows.ts': EXPORTS,
      'apps/api/src/workflows/send.ts': `import { order } from '../../../worker/src/workflows/index'; export const send = () => order();`,
    };

    it('makes none of what is in them', () => {
      expect(of(files, 'apps/api/src/routers/workflows.ts')).toBeUndefined();
    });

    it('takes what uses workflow code for a workflow', () => {
      expect(of(files, 'apps/api/src/workflows/send.ts')).toMatchObject({ isRoot: true });
    });
  });

  it('contradicts activities that use the API of workflows, unless these import them', () => {
    const files = {
      'src/worker.ts': WORKER,
      'src/workflows.ts': `import { charge } from './activities/proxies'; export async function order() { await charge(); }`,
      'src/activities/proxies.ts': `import { proxyActivities } from '@temporalio/workflow'; export const { charge } = proxyActivities({});`,
      'src/activities/payment.ts': `import { proxyActivities } from '@temporalio/workflow'; export const { refund } = proxyActivities({}); export async function charge() {}`,
    };
    expect(of(files, 'src/activities/proxies.ts')).toEqual({ isRoot: false, why: 'src/workflows.ts imports it' });
    expect(of(files, 'src/activities/payment.ts')).toBeUndefined();
  });

  it.each([
    [`workflowsPath: require.resolve(\n  './flows/all'\n)`, 'src/flows/all.ts'],
    [`workflowsPath: path.join(__dirname, '..', 'flows')`, 'flows/index.ts'],
    [`interceptors: { workflowModules: [require.resolve('./a'), require.resolve('./b')] }`, 'src/b.ts'],
    [`dataConverter: { payloadConverterPath: require.resolve('./converter') }`, 'src/converter.ts'],
    [`x }); const workflowsPath = require.resolve('./flows'); Worker.create({ workflowsPath`, 'src/flows.ts'],
  ])('names them as %s', (option, path) => {
    expect(of({ 'src/run.ts': `Worker.create({ ${option} });`, [path]: EXPORTS }, path)).toMatchObject({
      isRoot: true,
      why: expect.stringMatching(/^a worker is given it as/),
    });
  });
});

describe('a worker that is told elsewhere where its workflows are', () => {
  const FLOWS = { 'src/flows.ts': EXPORTS };
  const WORKER = `import { Worker } from '@temporalio/worker';`;
  const MAKER = `${WORKER} export const makeWorker = (taskQueue: string, workflowsPath: string) => Worker.create({ taskQueue, workflowsPath });`;
  const isRoot = (files: Readonly<Record<string, string>>) => {
    const fixture = new FixtureProject({ ...FLOWS, ...files });
    return fixture.project.workflowFile(fixture.path('src/flows.ts'))?.isRoot ?? false;
  };

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    [
      'a configuration',
      {
        'src/config.ts': `export const config = { queue: 'q', workflows: resolve(__dirname, 'flows') };`,
        'src/run.ts': `${WORKER} Worker.create({ workflowsPath: config.workflows });`,
      },
    ],
    [
      'a constant of another file',
      {
        'src/paths.ts': `export const ORDER_WORKFLOWS = fileURLToPath(new URL('./flows.ts', import.meta.url));`,
        'src/run.ts': `${WORKER} Worker.create({ taskQueue: 'q', workflowsPath: ORDER_WORKFLOWS });`,
      },
    ],
    ['who calls its maker', { 'src/make.ts': MAKER, 'src/run.ts': `makeWorker('q', require.resolve('./flows'));` }],
    [
      'its own function',
      {
        'src/workflows.ts': `export { order } from './flows';`,
        'src/run.ts': `${WORKER} const here = path.dirname(fileURLToPath(import.meta.url)); Worker.create({ workflowsPath: find() }); function find() { return path.join(here, 'workflows.js'); }`,
      },
    ],
    [
      'who calls its maker with a joined path',
      { 'src/make.ts': MAKER, 'src/run.ts': `await startOrderWorker(path.join(__dirname, 'flows'), { queue: 'q' });` },
    ],
  ])('finds them in what is said by %s', (_name, files) => {
    expect(isRoot(files)).toBe(true);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a thread', { 'src/make.ts': MAKER, 'src/run.ts': `new Worker(require.resolve('./flows'));` }],
    [
      'a thread by its module',
      { 'src/make.ts': MAKER, 'src/run.ts': `new thread.Worker(require.resolve('./flows'));` },
    ],
    [
      'a path that no worker waits for',
      {
        'src/config.ts': `export const config = { workflows: resolve(__dirname, 'flows') };`,
        'src/run.ts': `${WORKER} Worker.create({ workflowsPath: require.resolve('./others') });`,
        'src/others.ts': EXPORTS,
      },
    ],
    [
      'the aliases of a bundler',
      {
        'src/make.ts': MAKER,
        'src/next.config.mjs': `export default { alias: { 'app/workflow': path.join(__dirname, 'flows') } };`,
      },
    ],
    ['a path of a test', { 'src/make.ts': MAKER, 'src/make.test.ts': `makeWorker('q', require.resolve('./flows'));` }],
    ['a name that is no path', { 'src/make.ts': MAKER, 'src/run.ts': `makeWorker('./flows', somewhere);` }],
  ])('takes no workflow from %s', (_name, files) => {
    expect(isRoot(files)).toBe(false);
  });
});

describe('what a folder above is called', () => {
  it.each([
    ['the package’s own folder', 'packages/workflows/src/server.ts'],
    ['a package below it', 'packages/workflows/tool/bin.ts'],
  ])('does not make a workflow: %s', (_name, path) => {
    const fixture = new FixtureProject({
      'packages/workflows/package.json': '{ "name": "workflows", "dependencies": { "@temporalio/workflow": "1" } }',
      'packages/workflows/tool/package.json': '{ "name": "tool" }',
      [path]: EXPORTS,
    });
    expect(fixture.project.workflowFile(fixture.path(path))).toBeUndefined();
  });

  it('does not make a workflow in a package that has nothing to do with Temporal', () => {
    const fixture = new FixtureProject({
      'packages/shop/package.json': '{ "name": "shop", "dependencies": { "@medusajs/framework": "2" } }',
      'packages/shop/src/workflows/order.ts': EXPORTS,
    });
    expect(fixture.project.workflowFile(fixture.path('packages/shop/src/workflows/order.ts'))).toBeUndefined();
  });

  it('does not make a workflow of a configuration file', () => {
    expect(why('src/workflows/vitest.config.ts', 'export default {};')).toBeUndefined();
  });
});

it('tells a helper, which workflow code calls itself, from a workflow', () => {
  const fixture = new FixtureProject({
    'src/workflows/index.ts': `export * from './order'; export * from './retry';`,
    'src/workflows/order.ts': `${USES} import * as all from './index'; import { retry } from './index'; import { child } from './retry'; import { executeChild } from '@temporalio/workflow'; export async function go() { await retry(order); all.other(); await executeChild(child); }`,
    'src/workflows/retry.ts':
      'export async function retry(run: () => Promise<void>) { await run(); } export async function other() {} export async function child() {}',
  });
  const isCalled = (name: string) => fixture.project.isCalledElsewhere(fixture.path('src/workflows/retry.ts'), name);
  expect(['retry', 'other', 'child'].map(isCalled)).toEqual([true, true, false]);
});

describe('what a root exports of another file', () => {
  const WORKER = { 'src/run.ts': `Worker.create({ workflowsPath: require.resolve('./flows') });` };
  const ORDER = `import { load } from './load'; export async function order() { await load(); }
    export default async function start() {}
    export async function other() { await fetch('other'); }`;
  const LOAD = `export const load = () => fetch('x');`;
  const lint = (flows: Readonly<Record<string, string>>) => {
    const fixture = new FixtureProject({ ...WORKER, 'src/order.ts': ORDER, 'src/load.ts': LOAD, ...flows });
    const { exports, ...file } = fixture.project.workflowFile(fixture.path('src/order.ts')) ?? {};
    return { ...file, exports: exports && [...exports].sort(), findings: fixture.findings('src/order.ts') };
  };
  const froms = ({ findings }: ReturnType<typeof lint>) => findings.map(({ from }) => from);

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['export *', { 'src/flows/index.ts': `export * from '../order';` }, ['*'], ['order()', 'other()']],
    ['by name', { 'src/flows/index.ts': `export { order } from '../order';` }, ['order'], ['order()']],
    ['renamed', { 'src/flows/index.ts': `export { order as a } from '../order';` }, ['order'], ['order()']],
    [
      'imported and exported',
      { 'src/flows/index.ts': `import { order } from '../order'; export { order as b };` },
      ['order'],
      ['order()'],
    ],
    [
      'the default export by a name',
      { 'src/flows/index.ts': `export { default as start } from '../order';` },
      ['default'],
      [],
    ],
    [
      'through another file',
      { 'src/flows/index.ts': `export * from '../all';`, 'src/all.ts': `export { order } from './order';` },
      ['order'],
      ['order()'],
    ],
    [
      'by one name of what another hands on',
      {
        'src/flows/index.ts': `export { a } from '../all';`,
        'src/all.ts': `export { order as a, other } from './order';`,
      },
      ['order'],
      ['order()'],
    ],
    [
      'by two files',
      {
        'src/flows/index.ts': `export * from '../all'; export { other } from '../order';`,
        'src/all.ts': `export { order } from './order';`,
      },
      ['order', 'other'],
      ['order()', 'other()'],
    ],
    [
      'round in a circle',
      {
        'src/flows/index.ts': `export * from '../all';`,
        'src/all.ts': `export * from './flows'; export * from './order';`,
      },
      ['*'],
      ['order()', 'other()'],
    ],
  ])('is a root, with the exports that are workflows: %s', (_name, flows, exports, from) => {
    const file = lint(flows);
    expect(file).toMatchObject({ isRoot: true, exports });
    expect(file.why).toMatch(/^src\/(?:flows\/index|all)\.ts exports what is in it$/);
    expect(froms(file)).toEqual(from);
  });

  it.each<readonly [string, string]>([
    ['what is only called', `import { order } from '../order'; export async function a() { await order(); }`],
    ['what is exported as a namespace', `export * as orders from '../order';`],
    ['a type', `export type { order } from '../order';`],
  ])('is none: %s', (_name, text) => {
    expect(lint({ 'src/flows/index.ts': text }).isRoot).not.toBe(true);
  });

  it('in a package is called where the root is', () => {
    const fixture = new FixtureProject({
      ...WORKER,
      'src/flows/index.ts': `export * from 'orders';`,
      'node_modules/orders/package.json': '{ "name": "orders", "main": "index.js" }',
      'node_modules/orders/index.js': `export * from './order.js';`,
      'node_modules/orders/order.js': `export async function order() { await fetch('x'); }`,
    });
    const findings = fixture.findings('src/flows/index.ts');
    expect(findings.length).toBe(1);
    expect(findings[0]).toMatchObject({ span: [14, 22], from: 'order()', chain: ['orders', 'fetch'] });
  });

  it('leaves a helper that lies in a folder named workflows, and is no workflow there', () => {
    const fixture = new FixtureProject({
      'src/run.ts': `Worker.create({ workflowsPath: require.resolve('./workflows') });`,
      'src/workflows/index.ts': `export * from './order';`,
      'src/workflows/order.ts': `import { shared } from './shared'; export async function order() { shared.pure(); }`,
      'src/workflows/shared.ts': `export const shared = { pure: () => 1, dirty: () => fetch('x') };
        export const forActivities = () => process.env.REGION;`,
    });
    expect(fixture.project.workflowFile(fixture.path('src/workflows/shared.ts'))?.isRoot).toBe(false);
    expect(fixture.hazards('src/workflows/shared.ts')).toEqual([]);
  });

  it('of a CommonJS module stays one by its folder', () => {
    const fixture = new FixtureProject({
      'src/run.js': `Worker.create({ workflowsPath: require.resolve('./workflows') });`,
      'src/workflows/index.js': `Object.assign(exports, require('./order'));`,
      'src/workflows/order.js': `exports.order = async () => fetch('x');`,
    });
    expect(fixture.hazards('src/workflows/order.js')).toEqual(['network: fetch']);
  });
});

describe('what a file is', () => {
  const role = (place: string, ...requests: string[]) => {
    const imports = requests.map((request) => ({ request, isElided: false }));
    return roleOf(place, { outline: { imports } } as unknown as LoadedModule);
  };

  it.each<readonly [place: string, role: string, ...requests: string[]]>([
    ['src/workflows/order.ts', 'workflow'],
    ['src/workflows.ts', 'workflow', '@temporalio/client'],
    ['src/workflows/activities/pay.ts', 'workflow'],
    ['src/workflows/activities.ts', 'activity'],
    ['src/pay.ts', 'activity', '@temporalio/activity'],
    ['src/order.ts', 'other'],
    ['src/order.ts', 'client', '@handrail/client'],
    ['src/client.ts', 'client'],
    ['src/start-order.mts', 'client'],
    ['src/worker.ts', 'worker'],
    ['src/run.ts', 'worker', '@handrail/worker/bundle'],
    ['vite.config.ts', 'config', '@temporalio/worker'],
    ['src/order.test.ts', 'test', '@temporalio/worker'],
    ['src/order.ts', 'test', 'vitest'],
  ])('%s is of a %s, with the imports %s', (place, expected, ...requests) => {
    expect(role(place, ...requests)).toBe(expected);
  });
});

describe('what the source of a worker tells', () => {
  const nothing = {
    modules: [],
    isOpen: false,
    meant: [],
    ignoredModules: [],
    supposedModules: [],
    imports: [],
    ignoredFiles: [],
    hasHook: false,
  };
  const worker = `import { Worker } from '@temporalio/worker';
    Worker.create({
      workflowsPath: require.resolve('./flows'),
      bundlerOptions: {
        ignoreModules: ['fs', require.resolve('./activities')],
        webpackConfigHook: (config) => ({ ...config, externals: { 'left-pad': 'leftPad' } }),
      },
    });`;

  const MUCH = ' '.repeat(1_000);

  it('is nothing where no word of it is about workflows, and where only other options are', () => {
    expect(workerHints('src/a.ts', 'export const a = 1;')).toEqual({ ...nothing, isTest: false });
    expect(workerHints('test\\a.test.ts', 'export const a = 1;')).toEqual({ ...nothing, isTest: true });
    const webpack = `module.exports = { output: { path: path.join(__dirname, 'lib') }, externals: { 'left-pad': 'leftPad' }, webpackConfigHook };`;
    expect(workerHints('webpack.js', webpack)).toEqual({ ...nothing, isTest: false });
  });

  it('is what it bundles, and what it leaves out', () => {
    expect(workerHints('src/run.ts', worker)).toEqual({
      ...nothing,
      modules: [{ option: 'workflowsPath', request: './flows' }],
      meant: ['./flows'],
      ignoredModules: ['fs', 'left-pad'],
      ignoredFiles: ['./activities'],
      imports: ['@temporalio/worker'],
      hasHook: true,
      isTest: false,
    });
  });

  it('is of a test what it bundles, and nothing that holds for others', () => {
    expect(workerHints('src/run.test.ts', worker)).toEqual({
      ...nothing,
      modules: [{ option: 'workflowsPath', request: './flows' }],
      ignoredFiles: ['./activities'],
      isTest: true,
    });
  });

  it.each<readonly [string, string, ignored: readonly string[], supposed: readonly string[]]>([
    [
      'whose file makes bundles',
      `import { bundleWorkflowCode } from '@temporalio/worker'; export const IGNORED_MODULES = ['fs'];`,
      ['fs'],
      [],
    ],
    ['named after the option', `export const workflowIgnoreModules: string[] = ['fs'];`, ['fs'], []],
    ['of some tool', `export const IGNORED_MODULES = ['fs'];`, [], ['fs']],
    ['beside the worker', `const IGNORED_MODULES = ['fs']; Worker.create({ workflowsPath: './flows' });`, ['fs'], []],
  ])('is a list of ignored modules %s', (_name, text, ignoredModules, supposedModules) => {
    expect(workerHints('src/bundle.ts', text)).toMatchObject({ ignoredModules, supposedModules });
  });

  it.each([
    [`Worker.create({ workflowsPath: require.resolve(isDev ? './src/flows' : './lib/flows') })`, ['./src/flows']],
    [`Worker.create({ workflowsPath: path.join(__dirname, 'src', 'flows') })`, ['src/flows']],
    [`bundle({ workflowModules: ['./a', '@shop/b'] })`, ['./a', '@shop/b']],
    [`${MUCH}Worker.create({ workflowsPath: require.resolve('./flows')${MUCH} })`, ['./flows']],
  ])('is the path in %s', (text, paths) => {
    expect(workerHints('src/run.ts', text).modules.map(({ request }) => request)).toEqual(paths);
  });

  it.each([
    [`start({ workflows:join(__dirname, 'flows') })`, ['flows']],
    [`startWorker('orders', require.resolve('./flows'))`, ['./flows']],
    [`startWorker('orders'); serve(require.resolve('./pages'))`, []],
    [`new Worker(require.resolve('./thread'))`, []],
  ])('is what it means by %s', (text, meant) => {
    expect(workerHints('src/run.ts', text).meant).toEqual(meant);
  });
});
