// What is said to be done about imports and options of a bundle, and that it helps.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { HandrailError } from '@handrail/errors';
import { DefaultLogger } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { type BundleOptions, bundleWorkflowCode } from '../src';
import { projectForTests } from './support/project-for-tests';

const project = projectForTests();
const logger = new DefaultLogger('ERROR', () => undefined);
const ORDER = 'export async function order(): Promise<unknown> ';

const bundle = (options: object = {}, file = 'w.ts') =>
  bundleWorkflowCode({ workflowsPath: join(project.path, file), logger, ...options } as BundleOptions);

async function fixOf(made: Promise<unknown>): Promise<string> {
  const error: unknown = await made.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!HandrailError.isInstance(error)) throw new Error('it was bundled', { cause: error });
  return error.fix.replaceAll('\n', ' ');
}

const manifest = (exported: unknown) =>
  JSON.stringify({ name: 'pkg', version: '1.0.0', type: 'module', exports: exported });

describe.each<[string, Record<string, string>, string, Record<string, string | null>, string?]>([
  [
    'JSON without its extension',
    { 'w.ts': `import rates from './rates';\n${ORDER}{ return rates; }`, 'rates.json': '{"a":1}' },
    "write its extension, too: './rates.json'.",
    { 'w.ts': `import rates from './rates.json';\n${ORDER}{ return rates; }` },
  ],
  [
    'declarations without code',
    { 'w.ts': `import { rate } from './rates';\n${ORDER}{ return rate; }`, 'rates.d.ts': 'export const rate: number;' },
    'write import type: that file declares types only, and there is no code beside it.',
    { 'w.ts': `import type { rate } from './rates';\n${ORDER}{ return 1 as typeof rate; }` },
  ],
  [
    'require of a package for import only',
    {
      'w.ts': `${ORDER}{ return require('pkg').x; }`,
      'node_modules/pkg/package.json': manifest({ '.': { import: './index.js' } }),
      'node_modules/pkg/index.js': 'export const x = 1;',
    },
    'write import instead of require: pkg is for import only.',
    { 'w.ts': `import { x } from 'pkg';\n${ORDER}{ return x; }` },
  ],
  [
    'import of a package for require only',
    {
      'w.ts': `import { x } from 'pkg';\n${ORDER}{ return x; }`,
      'node_modules/pkg/package.json': manifest({ '.': { require: './index.cjs' } }),
      'node_modules/pkg/index.cjs': 'exports.x = 1;',
    },
    "write require('pkg') instead of import: pkg is for require only.",
    { 'w.ts': `${ORDER}{ return require('pkg').x; }` },
  ],
  [
    'a package for Node only',
    {
      'w.ts': `import { x } from 'pkg';\n${ORDER}{ return x; }`,
      'node_modules/pkg/package.json': manifest({ '.': { node: './index.js' } }),
      'node_modules/pkg/index.js': 'export const x = 1;',
    },
    'pkg is made for Node only: move what uses it to an activity.',
    { 'w.ts': `${ORDER}{ return 1; }` },
  ],
  [
    'constants beside a worker',
    {
      'w.ts': `import { QUEUE, Limit } from './shared';\n${ORDER}{ return [QUEUE, Limit.Daily]; }`,
      'shared.ts': `import { Worker } from '@temporalio/worker';\nexport const QUEUE: string = 'orders';\nexport enum Limit { Daily = 3 }\nexport const run = () => Worker.create({ taskQueue: QUEUE });`,
    },
    'w.ts:1 only needs QUEUE, Limit of shared.ts: put them into a file of its own that imports nothing, and import that from both sides.',
    {
      'w.ts': `import { QUEUE, Limit } from './constants';\n${ORDER}{ return [QUEUE, Limit.Daily]; }`,
      'constants.ts': `export const QUEUE: string = 'orders';\nexport enum Limit { Daily = 3 }`,
    },
  ],
  [
    'activities in the place of workflows',
    { 'activities.ts': "import { readFile } from 'fs/promises';\nexport const load = () => readFile('x');" },
    'workflowsPath names activities.ts, a file of activities: give it the file that exports the workflows. The worker gets the activities themselves, as activities: { … }.',
    { 'activities.ts': `${ORDER}{ return 1; }` },
    'activities.ts',
  ],
])('%s', (_, files, fix, right, entry) => {
  it('gets the remedy that fits', async () => {
    project.write(files);
    expect((await fixOf(bundle({}, entry))).replace(/ {2,}/g, ' ')).toBe(fix);
  });

  it('is bundled then', async () => {
    project.write(files);
    for (const [path, text] of Object.entries(right)) {
      if (text === null) rmSync(join(project.path, path));
      else project.write({ [path]: text });
    }
    await bundle({}, entry);
  });
});

it('does not take for a constant what is made with what is imported', async () => {
  project.write({
    'w.ts': `import { home } from './shared';\n${ORDER}{ return home; }`,
    'shared.ts': `import { homedir } from 'os';\nexport const home = homedir();`,
  });
  expect(await fixOf(bundle())).toContain("move what needs 'os' to an activity");
});

it('sends to the own side what was imported from the activities’', async () => {
  project.write({
    'w.ts': `import { sleep } from '@temporalio/workflow';\nimport { log } from '@temporalio/activity';\n${ORDER}{ log.info('x'); return sleep(1); }`,
  });
  expect(await fixOf(bundle())).toBe(
    "import log from '@handrail/workflow' in w.ts:2: the workflow package has one of its own, which the sandbox can load.",
  );
});

describe('an option', () => {
  it.each<[string, object, string]>([
    [
      'modules of interceptors by a relative path',
      { workflowInterceptorModules: ['./lib/interceptors'] },
      "workflowInterceptorModules, interceptors.workflowModules of a worker, or preloadModules imports './lib/interceptors', which has no file to be relative to.",
    ],
    [
      'several files of workflows',
      { workflowsPath: ['/a.ts', '/b.ts'] },
      "workflowsPath: an array, which is not the path of one file: give that of one that exports what the others do (export * from './order'; …).",
    ],
    [
      'a hook whose configuration webpack refuses',
      { webpackConfigHook: (config: object) => ({ ...config, resolv: {} }) },
      "webpackConfigHook: a function, which returns a configuration that webpack refuses: configuration has an unknown property 'resolv'.",
    ],
    [
      'a hook that returns nothing',
      { webpackConfigHook: () => undefined },
      'webpackConfigHook: a function that returns undefined, which is no configuration',
    ],
    [
      'a hook that returns something else',
      { webpackConfigHook: () => true },
      'a function that returns true, which is no configuration',
    ],
  ])('is refused: %s', async (_, options, words) => {
    project.write({ 'w.ts': `${ORDER}{ return 1; }`, 'interceptors.ts': 'export const interceptors = () => ({});' });
    await expect(bundle(options)).rejects.toThrow(words);
  });

  it('may be left out, and is missed then', async () => {
    const made = bundleWorkflowCode(undefined as never);
    await expect(made).rejects.toThrow(
      '[HR2014] The worker or bundle has workflowsPath: undefined, which is not the path',
    );
  });

  it('names modules of interceptors by whole paths, with what was meant where one is misspelt', async () => {
    project.write({ 'w.ts': `${ORDER}{ return 1; }`, 'lib/tracing.ts': 'export const interceptors = () => ({});' });
    const at = (path: string) => ({ workflowInterceptorModules: [join(project.path, path)] });
    await bundle(at('lib/tracing'));
    expect(await fixOf(bundle(at('lib/tracin')))).toContain(`write '${join(project.path, 'lib/tracing')}'.`);
  });
});

it('says of a declaration file that it is none, and does not suggest it again', async () => {
  project.write({ 'workflows.d.ts': 'export declare function order(): Promise<void>;' });
  const error = await bundle({}, 'workflows.d.ts').catch((reason: unknown) => reason as Error);
  expect((error as Error).message.split('\n', 1)[0]).toMatch(/workflows\.d\.ts', which holds types only\.$/);
});
