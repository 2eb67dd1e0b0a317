import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setHost } from '@handrail/common/host';
import { HandrailError } from '@handrail/errors';
import type { Logger } from '@temporalio/common';
import * as sdk from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BundleOptions, bundleWorkflowCode, handrail } from '../src';
import { chainToFile } from '../src/import-chains';
import { type BundleReport, withBundleReport } from '../src/internal/bundle-report';

let project: string;
const cwd = process.cwd();

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-layout-')));
  process.chdir(project);
  setHost({ logger: { warn: vi.fn() } as unknown as Logger });
});

afterEach(() => {
  process.chdir(cwd);
  rmSync(project, { recursive: true });
  setHost({});
});

const logger = new sdk.DefaultLogger('ERROR', () => undefined);

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

async function refusal(workflowsPath: string, options: Partial<BundleOptions> = {}): Promise<HandrailError> {
  const error = await bundleWorkflowCode({ workflowsPath, logger, ...options }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (HandrailError.isInstance(error)) return error;
  throw new Error('it was bundled', { cause: error });
}

const ORDER = 'export async function order(): Promise<number> { return 1; }';

describe('workspaces', () => {
  it('treat a linked package as the project that it is: its files can be changed, too', async () => {
    write({
      'apps/shop/w.ts': `import { price } from '@shop/prices';\nexport const order = async () => price;`,
      'packages/prices/package.json': '{ "name": "@shop/prices", "main": "src/index.ts" }',
      'packages/prices/src/index.ts': `import fs from 'fs';\nexport const price = fs;`,
    });
    mkdirSync(join(project, 'apps/shop/node_modules/@shop'), { recursive: true });
    symlinkSync(join(project, 'packages/prices'), join(project, 'apps/shop/node_modules/@shop/prices'));
    const error = await refusal(join(project, 'apps/shop/w.ts'));
    expect(error.message).toContain(': apps/shop/w.ts → packages/prices/src/index.ts → fs.');
    expect(error.message).toContain('packages/prices/src/index.ts:1  imports fs (uses fs in line 2)');
  });

  it('say of a linked package without its output that it has to be built', async () => {
    write({
      'apps/shop/w.ts': `import { price } from '@shop/prices';\nexport const order = async () => price;`,
      'packages/prices/package.json': '{ "name": "@shop/prices", "exports": "./lib/index.js" }',
      'packages/prices/src/index.ts': 'export const price = 1;',
    });
    mkdirSync(join(project, 'apps/shop/node_modules/@shop'), { recursive: true });
    symlinkSync(join(project, 'packages/prices'), join(project, 'apps/shop/node_modules/@shop/prices'));
    const error = await refusal(join(project, 'apps/shop/w.ts'));
    expect(error.message).toContain("imports '@shop/prices', whose entry");
    expect(error.fix).toContain('build @shop/prices first');
  });

  it('say where else a package is installed', async () => {
    write({
      'pnpm-workspace.yaml': 'packages: [apps/*]',
      'apps/shop/package.json': '{ "name": "shop" }',
      'apps/shop/w.ts': `import taxes from 'taxes';\nexport const order = async () => taxes;`,
      'apps/admin/node_modules/taxes/index.js': 'module.exports = 1;',
    });
    const error = await refusal(join(project, 'apps/shop/w.ts'));
    expect(error.fix.replaceAll('\n', ' ')).toContain(
      'add taxes to the dependencies of apps/shop/package.json. It is installed in apps/admin, which apps/shop/w.ts cannot see.',
    );
  });

  it("are found in pnpm's layout by the names of packages", async () => {
    const kit = 'node_modules/.pnpm/kit@1.0.0/node_modules/kit';
    write({
      'w.ts': `import kit from 'kit';\nexport const order = async () => kit;`,
      [`${kit}/package.json`]: '{ "name": "kit", "main": "a.js" }',
      [`${kit}/a.js`]: `module.exports = require('inner');`,
      'node_modules/.pnpm/inner@1.0.0/node_modules/inner/index.js': `module.exports = require('dns');`,
    });
    symlinkSync(join(project, kit), join(project, 'node_modules/kit'));
    symlinkSync(
      join(project, 'node_modules/.pnpm/inner@1.0.0/node_modules/inner'),
      join(project, 'node_modules/.pnpm/kit@1.0.0/node_modules/inner'),
    );
    const error = await refusal(join(project, 'w.ts'));
    expect(error.message).toContain(': w.ts → kit → inner → dns.');
    expect(error.message).toContain('node_modules/inner/index.js:1  requires dns');
  });
});

describe('what is compiled before', () => {
  it('is placed in its source, where a map leads there', async () => {
    write({
      'src/w.ts': `// A comment that the compiler drops\n\nimport fs from 'fs';\nexport const order = async () => fs;`,
      'lib/w.js': `import fs from 'fs';\nexport const order = async () => fs;\n//# sourceMappingURL=w.js.map`,
      // Line 1 of the output is line 3 of the source, line 2 is line 4.
      'lib/w.js.map': JSON.stringify({ version: 3, sources: ['../src/w.ts'], names: [], mappings: 'AAEA;AACA' }),
    });
    const error = await refusal(join(project, 'lib/w.js'));
    expect(error.message).toContain('src/w.ts:3  imports fs (uses fs in line 4)');
  });
});

describe('workflowsPath', () => {
  it('may be a folder with an index, or with the main file of a package', async () => {
    write({ 'wf/index.ts': ORDER, 'other/package.json': '{ "main": "order.ts" }', 'other/order.ts': ORDER });
    for (const folder of ['wf', 'other']) await bundleWorkflowCode({ workflowsPath: join(project, folder), logger });
  });

  it('may not be a folder without', async () => {
    write({ 'wf/order.ts': ORDER });
    const error = await refusal(join(project, 'wf'));
    expect(error.message).toContain(
      `[HR1020] workflowsPath is '${project}/wf', a folder without an index.ts or index.js.`,
    );
    expect(error.message).toContain('It holds order.ts.');
  });

  it('may be relative where the bundler finds it from there, as the SDK has it', async () => {
    write({ 'w.ts': ORDER, 'src/w.ts': ORDER });
    await bundleWorkflowCode({ workflowsPath: './w.ts', logger });
    for (const path of ['./src/w.ts', 'src/w.ts', 'w.ts']) {
      const error = await refusal(path);
      expect(error.message).toContain(`[HR1020] workflowsPath is '${path}', which the bundler cannot find from there`);
      expect(error.message).toContain(`did you mean '${join(project, path)}'?`);
    }
  });

  it.each([
    ['w.d.ts', 'which holds types only.'],
    ['w.json', 'which is neither TypeScript nor JavaScript.'],
    ['w.md', 'which is neither TypeScript nor JavaScript.'],
  ])('may not be %s', async (name, words) => {
    write({ [name]: '{}' });
    expect((await refusal(join(project, name))).message).toContain(`workflowsPath is '${project}/${name}', ${words}`);
  });
});

it('tells bundles apart that are made at the same time', async () => {
  write({
    'a.ts': `import 'fs';\n${ORDER}`,
    'b.ts': `import './nowhere';\n${ORDER}`,
    'c.ts': ORDER,
  });
  const outcomes = await Promise.all(
    ['a.ts', 'b.ts', 'c.ts'].map((name) =>
      bundleWorkflowCode({ workflowsPath: join(project, name), logger }).then(() => 'bundled', String),
    ),
  );
  expect(outcomes[0]).toContain(': a.ts → fs.');
  expect(outcomes[1]).toContain("b.ts:1 imports './nowhere'");
  expect(outcomes[1]).not.toContain('HR1021');
  expect(outcomes[2]).toBe('bundled');
});

it('explains interceptors and converters, which no workflow file imports', async () => {
  write({
    'w.ts': ORDER,
    'tracing.ts': `import 'fs';\nexport const interceptors = () => ({});`,
    'converter.ts': `import net from 'net';\nexport const payloadConverter = net;`,
  });
  const error = await refusal(join(project, 'w.ts'), {
    workflowInterceptorModules: [join(project, 'tracing.ts')],
    payloadConverterPath: join(project, 'converter.ts'),
  });
  expect(error.problems.map(({ head }) => head).sort()).toEqual([
    'Workflow code imports what the sandbox does not have: converter.ts → net.',
    'Workflow code imports what the sandbox does not have: tracing.ts → fs.',
  ]);
});

it('reports everything that is wrong at once', async () => {
  write({
    'w.ts': `import 'fs';\nimport './nowhere';\nimport './broken';\nimport './text.txt';\nexport * from './more';\n${ORDER}`,
    'more.ts': `import 'node:net';\nimport 'absent';`,
    'broken.ts': 'const = 1;',
    'text.txt': 'Dear customer',
  });
  const error = await refusal(join(project, 'w.ts'));
  expect(error.problems.map(({ head }) => head)).toEqual([
    'Workflow code imports what the sandbox does not have: w.ts → fs.',
    'Workflow code imports what the sandbox does not have: w.ts → more.ts → node:net.',
    "The workflow code cannot be bundled: w.ts:2 imports './nowhere', which does not exist.",
    expect.stringContaining('The workflow code cannot be bundled: broken.ts:1: '),
    'The workflow code cannot be bundled: text.txt: the bundler reads .ts, .js and .json files, not .txt.',
    "The workflow code cannot be bundled: more.ts:2 imports 'absent', a package that is not installed.",
  ]);
});

it('refuses a bundle that cannot be loaded with the plugin and the raw function, too', async () => {
  write({ 'w.ts': `export const order = async () => import('./x');`, 'x.ts': 'export {};' });
  const workflowsPath = join(project, 'w.ts');
  await expect(sdk.bundleWorkflowCode({ workflowsPath, logger, plugins: [handrail()] })).rejects.toThrow(
    '[HR1023] Workflow code has a dynamic import(): w.ts → ./x.',
  );
});

it('leaves code alone that a hook of the user has made loadable', async () => {
  write({ 'w.ts': `export const order = async () => import('./x');`, 'x.ts': 'export {};' });
  await bundleWorkflowCode({
    workflowsPath: join(project, 'w.ts'),
    logger,
    webpackConfigHook: (config) => ({
      ...config,
      module: { ...config.module, parser: { javascript: { dynamicImportMode: 'eager' } } },
    }),
  });
});

it('accepts node: imports that a hook takes the scheme from, together with ignoreModules', async () => {
  write({ 'w.ts': `import * as fs from 'node:fs';\nexport const order = async () => fs;` });
  await bundleWorkflowCode({
    workflowsPath: join(project, 'w.ts'),
    logger,
    ignoreModules: ['fs'],
    webpackConfigHook: (config) => ({
      ...config,
      plugins: [
        ...(config.plugins ?? []),
        {
          apply: (compiler) =>
            new compiler.webpack.NormalModuleReplacementPlugin(/^node:/, (resource: { request: string }) => {
              resource.request = resource.request.slice('node:'.length);
            }).apply(compiler),
        },
      ],
    }),
  });
});

describe('after a bundle was made', () => {
  it('keeps only which file imported each one first, for errors at run time', async () => {
    write({
      'w.ts': `import { report } from './report';\nexport const order = async () => report();`,
      'report.ts': `import kit from 'kit';\nexport const report = () => kit();`,
      'node_modules/kit/index.js': `module.exports = require('./inner');`,
      'node_modules/kit/inner.js': 'module.exports = () => Buffer.from("a");',
    });
    let kept: BundleReport | undefined;
    await withBundleReport(
      async (report) => {
        await sdk.bundleWorkflowCode({ workflowsPath: join(project, 'w.ts'), logger, plugins: [handrail()] });
        kept = report;
      },
      (error) => error,
    );
    const file = join(project, 'node_modules/kit/inner.js');
    expect(chainToFile(file, kept?.importers ?? new Map(), project)).toEqual(['w.ts', 'report.ts', 'kit']);
    expect(Object.keys(kept ?? {}).sort()).toEqual([
      'aliases',
      'cycles',
      'ignored',
      'importers',
      'problems',
      'twice',
      'workflowTypes',
    ]);
    expect(kept?.problems).toEqual([]);
  });
});
