import { cpSync, mkdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HandrailError } from '@handrail/errors';
import { type BundlerPlugin, DefaultLogger } from '@temporalio/worker';
import * as sdk from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { type BundleOptions, bundleWorkflowCode, handrail } from '../src';
import { readBundlePolicy } from '../src/internal/bundle-policy';
import { projectForTests } from './support/project-for-tests';

// A project of its own in a temporary folder, without any dependency: what is found comes from our package.
const project = projectForTests();
const { warn, write } = project;

const silent = new DefaultLogger('ERROR', () => undefined);

function writeProject(files: Record<string, string>): string {
  write(files);
  return join(project.path, 'src/workflows.ts');
}

async function bundle(files: Record<string, string>, options: Partial<BundleOptions> = {}): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath: writeProject(files), logger: silent, ...options });
  return code;
}

async function refusal(files: Record<string, string>, options?: Partial<BundleOptions>): Promise<HandrailError> {
  const error = await bundle(files, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (HandrailError.isInstance(error)) return error;
  throw new Error('it was bundled', { cause: error });
}

const WORKFLOW = `import { sleep } from '@temporalio/workflow';
export async function order(): Promise<void> { await sleep(1); }`;

/** The modules that a bundle loads once for all executions. */
function preloadedBy(code: string): string[] {
  const body = /exports\.preloadModules = function preloadModules\(\) \{([^}]*)\}/.exec(code)?.[1] ?? '';
  return [...body.matchAll(/__webpack_require__\([^)]*"([^"]+)"\)/g)].map(([, module = '']) => module);
}

describe('what is in a bundle', () => {
  it('loads our part once for all executions of a worker, beside what the user wants to be loaded so', async () => {
    const files = { 'src/workflows.ts': WORKFLOW, 'src/tables.ts': 'export const tables = [new Date(0)];' };
    write(files);
    const code = await bundle(files, { preloadModules: [join(project.path, 'src/tables.ts')] });
    expect(preloadedBy(code)).toEqual(['./src/tables.ts', expect.stringMatching(/workflow\/lib\/core\.js$/)]);
  });

  it("holds the interceptors and the policy, in a project that cannot see the SDK's packages itself", async () => {
    const code = await bundle({ 'src/workflows.ts': WORKFLOW }, { policy: { activity: { heartbeatFrom: '3 hours' } } });
    expect(readBundlePolicy(code)?.activity.heartbeatFrom).toBe(3 * 3_600_000);
  });

  it('holds one copy of the workflow package where the project has another one', async () => {
    const require = createRequire(import.meta.url);
    const original = dirname(require.resolve('@temporalio/workflow/package.json'));
    mkdirSync(join(project.path, 'node_modules/@temporalio'), { recursive: true });
    cpSync(realpathSync(original), join(project.path, 'node_modules/@temporalio/workflow'), { recursive: true });
    const common = dirname(require.resolve('@temporalio/common/package.json'));
    cpSync(realpathSync(common), join(project.path, 'node_modules/@temporalio/common'), { recursive: true });
    const code = await bundle({ 'src/workflows.ts': WORKFLOW });
    expect(foldersOf(code, '@temporalio/workflow/lib')).toHaveLength(1);
    expect(foldersOf(code, '@temporalio/common/lib')).toHaveLength(1);
  });

  it("composes the user's webpackConfigHook with its own, and leaves an alias of the user's alone", async () => {
    const files = {
      'src/workflows.ts': `${WORKFLOW}\nimport { tax } from 'tax';\nexport const rate = [tax, BUILD];`,
      'src/tax.ts': 'export const tax = 7;',
    };
    const code = await bundle(files, {
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, alias: { ...config.resolve?.alias, tax: join(project.path, 'src/tax.ts') } },
        plugins: [
          ...(config.plugins ?? []),
          { apply: (compiler) => new compiler.webpack.DefinePlugin({ BUILD: '"of-the-user"' }).apply(compiler) },
        ],
      }),
    });
    expect(code).toContain('of-the-user');
    expect(readBundlePolicy(code)).toBeDefined();
  });

  it('is the same with one plugin and with two', async () => {
    const files = { 'src/workflows.ts': WORKFLOW };
    const once = await bundle(files);
    const twice = await bundle(files, { plugins: [handrail(), handrail()] });
    expect(twice).toBe(once);
    expect(warn).not.toHaveBeenCalled();
  });

  it('takes the policy option over that of a plugin, and says that they differ', async () => {
    const code = await bundle(
      { 'src/workflows.ts': WORKFLOW },
      {
        policy: { activity: { heartbeatFrom: '3 hours' } },
        plugins: [handrail({ activity: { heartbeatFrom: '4 hours' } })],
      },
    );
    expect(readBundlePolicy(code)?.activity.heartbeatFrom).toBe(3 * 3_600_000);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain('activity.heartbeatFrom is 3 hours against 4 hours');
  });

  it("has its interceptors after the user's and after those that other plugins add", async () => {
    const own = 'export const interceptors = () => ({});';
    const other: BundlerPlugin = {
      name: 'other',
      configureBundler: (options) => ({
        ...options,
        workflowInterceptorModules: [...(options.workflowInterceptorModules ?? []), join(project.path, 'src/other.ts')],
      }),
    };
    const files = { 'src/workflows.ts': WORKFLOW, 'src/mine.ts': own, 'src/other.ts': own };
    const code = await bundle(files, {
      workflowInterceptorModules: [join(project.path, 'src/mine.ts')],
      plugins: [handrail(), other],
    });
    const list = /importInterceptors\(\) \{\s*return \[([^\]]*)\]/.exec(code)?.[1] ?? '';
    const order = [...list.matchAll(/(mine|other|workflow\/lib\/core)\.[jt]s/g)].map(([, name]) => name);
    expect([...new Set(order)]).toEqual(['mine', 'other', 'workflow/lib/core']);
  });

  it('can be made with the plugin and the raw function, too', async () => {
    const { code } = await sdk.bundleWorkflowCode({
      workflowsPath: writeProject({ 'src/workflows.ts': WORKFLOW }),
      logger: silent,
      plugins: [handrail({ mode: 'warn' })],
    });
    expect(readBundlePolicy(code)?.mode).toBe('warn');
  });
});

it('never changes the options that it is given', async () => {
  const options: BundleOptions = Object.freeze({
    workflowsPath: writeProject({ 'src/workflows.ts': WORKFLOW }),
    logger: silent,
    plugins: Object.freeze([handrail()]) as unknown as BundlerPlugin[],
    workflowInterceptorModules: Object.freeze([]) as unknown as string[],
  });
  await bundleWorkflowCode(options);
});

it("does not start the SDK's Runtime, which could not be installed with options then", async () => {
  await bundle({ 'src/workflows.ts': WORKFLOW });
  const missing = { taskQueue: 'orders', workflowsPath: join(project.path, 'nowhere.ts'), activities: [] as never };
  await expect(handrail().configureWorker?.(missing)).rejects.toThrow('[HR5004]');
  expect(sdk.Runtime._instance).toBeUndefined();
});

describe('what cannot be bundled', () => {
  it('gives the whole chain of imports to each module that the sandbox does not have (HR1021)', async () => {
    const error = await refusal({
      'src/workflows.ts': `import { report } from './lib/report'; export const order = async () => report();`,
      'src/lib/report.ts': `import pdf from 'pdfkit'; import { createHash } from 'crypto'; export const report = () => [pdf, createHash];`,
      'node_modules/pdfkit/package.json': '{ "name": "pdfkit", "main": "js/pdf.js" }',
      'node_modules/pdfkit/js/pdf.js': `const fs = require('fs'); module.exports = () => fs;`,
    });
    expect(error.code).toBe('HR1021');
    expect(error.message).toContain('src/workflows.ts → src/lib/report.ts → pdfkit → fs');
    expect(error.message).toContain('src/workflows.ts → src/lib/report.ts → crypto');
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('says how to import activities that were imported by value', async () => {
    const error = await refusal({
      'src/workflows.ts': `import * as activities from './activities'; export const order = async () => activities.charge();`,
      'src/activities.ts': `import { heartbeat } from '@temporalio/activity'; export const charge = async () => heartbeat();`,
    });
    expect(error.message).toContain('src/workflows.ts → src/activities.ts → @temporalio/activity');
    expect(error.fix).toContain("import type * as activities from './activities'");
  });

  it('treats a node: import the same, which webpack meets before the SDK does', async () => {
    const error = await refusal({
      'src/workflows.ts': `import { readFileSync } from 'node:fs'; export const order = async () => readFileSync('x');`,
    });
    expect(error.code).toBe('HR1021');
    expect(error.message).toContain(
      'Workflow code imports what the sandbox does not have: src/workflows.ts → node:fs.',
    );
  });

  it('accepts what ignoreModules names', async () => {
    await bundle(
      { 'src/workflows.ts': `import * as fs from 'fs'; export const order = async () => fs;` },
      { ignoreModules: ['fs'] },
    );
  });

  it('names each file that asks for what does not exist (HR1022)', async () => {
    const error = await refusal({
      'src/workflows.ts': `import { price } from './order'; export const order = async () => price;`,
      'src/order.ts': `export { price } from './lib/price';\nexport { tax } from 'taxes';`,
    });
    expect(error.problems.map(({ head }) => head)).toEqual([
      "The workflow code cannot be bundled: src/order.ts:1 imports './lib/price', which does not exist.",
      "The workflow code cannot be bundled: src/order.ts:2 imports 'taxes', a package that is not installed.",
    ]);
    expect(error.message).toContain('src/workflows.ts → src/order.ts → taxes');
  });

  it('shows the code around a syntax error', async () => {
    const error = await refusal({ 'src/workflows.ts': 'export async function order( { return 1 }' });
    expect(error.code).toBe('HR1022');
    expect(error.message).toContain('1 | export async function order( { return 1 }');
    expect(error.message).not.toContain('Stack backtrace');
  });

  it('reports both kinds of mistakes at once', async () => {
    const error = await refusal({
      'src/workflows.ts': `import 'node:fs'; import './missing'; export const order = async () => 1;`,
    });
    expect(error.problems.map(({ code }) => code)).toEqual(['HR1021', 'HR1022']);
  });

  it('names a workflowsPath that does not exist, before anything is bundled (HR1020)', async () => {
    const error = await bundleWorkflowCode({ workflowsPath: join(project.path, 'src/nowhere.ts') }).catch(
      (e: unknown) => e,
    );
    expect(HandrailError.isInstance(error) && error.code).toBe('HR1020');
  });
});

describe('what the workflow module exports (HR1024)', () => {
  it('warns where there is only a default export', async () => {
    await bundle({ 'src/workflows.ts': 'export default async function order(): Promise<void> {}' });
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain(
      `[HR1024] ${join(project.path, 'src/workflows.ts')} has only a default export, which serves every workflow type that has no export of its own.`,
    );
  });

  it('warns where there is none', async () => {
    await bundle({ 'src/workflows.ts': 'export type Order = string; export {};' });
    expect(warn.mock.calls[0]?.[0]).toContain('exports nothing, so that no workflow can run.');
  });

  it('warns of an empty file, and of a function without a name', async () => {
    await bundle({ 'src/workflows.ts': '' });
    expect(warn.mock.calls[0]?.[0]).toContain('exports nothing, so that no workflow can run.');
    for (const text of ['module.exports = async function order() {};', 'module.exports = () => 1;']) {
      warn.mockClear();
      await bundle({ 'src/workflows.ts': text });
      expect(warn.mock.calls[0]?.[0]).toContain(
        ' is one function, module.exports = …, and exports no workflow by name.',
      );
    }
    warn.mockClear();
    await bundle({
      'src/workflows.ts': 'module.exports = function order() {};\nmodule.exports.order = module.exports;',
    });
    await bundle({ 'src/workflows.ts': 'module.exports = { order: async () => undefined };' });
    expect(warn).not.toHaveBeenCalled();
  });

  it('is silent for named exports beside a default one, through a barrel, and for CommonJS', async () => {
    await bundle({
      'src/workflows.ts': `export * from './order';`,
      'src/order.ts': `${WORKFLOW}\nexport default order;`,
    });
    await bundle({ 'src/workflows.ts': 'exports.order = async () => undefined;' });
    expect(warn).not.toHaveBeenCalled();
  });
});

// Webpack names each module of a development bundle in a comment.
function foldersOf(code: string, folder: string): string[] {
  const modules = [...code.matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map(([, name]) => name ?? '');
  const folders = modules.flatMap((name) => {
    const end = name.indexOf(`${folder}/`);
    return end === -1 ? [] : [name.slice(0, end + folder.length)];
  });
  return [...new Set(folders)];
}
