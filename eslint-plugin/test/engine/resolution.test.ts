import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FixtureProject, hazardsOf } from '../support/fixture-project.js';

const POST = `export const post = () => fetch('x');`;
const order = (request: string) => `import { post } from '${request}'; export async function order() { post(); }`;
const WORKFLOW = 'src/workflows/order.ts';

describe('where an import leads', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a file', { [WORKFLOW]: order('../http'), 'src/http.ts': POST }],
    ['a folder', { [WORKFLOW]: order('../http'), 'src/http/index.ts': POST }],
    ['the name after compilation', { [WORKFLOW]: order('../http.js'), 'src/http.ts': POST }],
    ['JavaScript', { [WORKFLOW]: order('../http'), 'src/http.js': POST }],
    [
      'paths of the tsconfig',
      {
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }',
        [WORKFLOW]: order('@lib/http'),
        'src/lib/http.ts': POST,
      },
    ],
    [
      'paths of a tsconfig with comments that extends another',
      {
        'tsconfig.base.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
        'tsconfig.json': '{ // ours\n "extends": "./tsconfig.base.json", }',
        [WORKFLOW]: order('~/http'),
        'src/http.ts': POST,
      },
    ],
    [
      'imports of the manifest',
      {
        'package.json': '{ "name": "x", "imports": { "#lib/*": "./src/lib/*.ts" } }',
        [WORKFLOW]: order('#lib/http'),
        'src/lib/http.ts': POST,
      },
    ],
    [
      'a dependency',
      {
        [WORKFLOW]: order('http-kit'),
        'node_modules/http-kit/package.json': '{ "name": "http-kit", "main": "main.js" }',
        'node_modules/http-kit/main.js': `exports.post = () => fetch('x');`,
      },
    ],
    [
      'the module field',
      {
        [WORKFLOW]: order('http-kit'),
        'node_modules/http-kit/package.json': '{ "name": "http-kit", "main": "gone.js", "module": "esm.js" }',
        'node_modules/http-kit/esm.js': POST,
      },
    ],
    [
      'the condition development, then browser, never node',
      {
        [WORKFLOW]: order('http-kit'),
        'node_modules/http-kit/package.json':
          '{ "name": "http-kit", "exports": { "node": "./safe.js", "browser": "./post.js", "default": "./safe.js" } }',
        'node_modules/http-kit/safe.js': 'export const post = () => 1;',
        'node_modules/http-kit/post.js': POST,
      },
    ],
    [
      'the browser field',
      {
        [WORKFLOW]: order('http-kit'),
        'node_modules/http-kit/package.json':
          '{ "name": "http-kit", "main": "main.js", "browser": { "./main.js": "./browser.js" } }',
        'node_modules/http-kit/main.js': 'export const post = () => 1;',
        'node_modules/http-kit/browser.js': POST,
      },
    ],
    [
      'a subpath',
      {
        [WORKFLOW]: order('http-kit/post'),
        'node_modules/http-kit/package.json': '{ "name": "http-kit", "exports": { "./post": "./lib/post.js" } }',
        'node_modules/http-kit/lib/post.js': POST,
      },
    ],
    [
      'a dependency of a dependency',
      {
        [WORKFLOW]: order('a'),
        'node_modules/a/package.json': '{ "name": "a", "main": "index.js" }',
        'node_modules/a/index.js': `export * from 'b';`,
        'node_modules/a/node_modules/b/package.json': '{ "name": "b", "main": "index.js" }',
        'node_modules/a/node_modules/b/index.js': POST,
      },
    ],
    [
      'CommonJS of a TypeScript workflow',
      {
        [WORKFLOW]: order('../http'),
        'src/http.js': `exports.post = function () { return fetch('x'); };`,
      },
    ],
  ])('%s', (_name, files) => {
    expect(hazardsOf(files)).toEqual(['network: fetch']);
  });

  it('a workspace package behind a symbolic link, as pnpm and npm lay it out', () => {
    const fixture = new FixtureProject({
      'packages/flows/src/workflows/order.ts': order('@acme/http'),
      'packages/http/package.json': '{ "name": "@acme/http", "main": "src/index.ts" }',
      'packages/http/src/index.ts': POST,
    });
    const link = fixture.path('packages/flows/node_modules/@acme/http');
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(fixture.path('packages/http'), link);
    const path = 'packages/flows/src/workflows/order.ts';
    expect(fixture.findings(path)[0]?.chain).toEqual([
      'order (packages/flows/src/workflows/order.ts:1)',
      'post (packages/http/src/index.ts:1)',
      'fetch',
    ]);
    expect(fixture.hazards('packages/http/src/index.ts')).toEqual(['network: fetch']);
  });

  it.each<readonly [string, string, string]>([
    ['main', '{ "main": "./dist/index.js" }', 'src/index.ts'],
    ['module and types', '{ "module": "dist/esm/index.mjs", "types": "dist/types/index.d.ts" }', 'src/index.ts'],
    ['one export', '{ "exports": "./build/main.cjs" }', 'src/main.ts'],
    ['conditions', '{ "exports": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }', 'src/index.ts'],
    ['subpaths', '{ "exports": { ".": { "import": "./lib/index.js" }, "./x": "./lib/x.js" } }', 'src/index.ts'],
    [
      'a source condition',
      '{ "exports": { ".": { "source": "./code/all.ts", "default": "./out/all.js" } } }',
      'code/all.ts',
    ],
    ['a root folder that is kept', '{ "main": "dist/src/index.js" }', 'src/index.ts'],
    ['sources in the package’s own folder', '{ "main": "dist/index.js" }', 'index.ts'],
    [
      'a name that is built from another file',
      '{ "main": "dist/bundle.js", "types": "dist/index.d.ts" }',
      'src/index.ts',
    ],
  ])('the source of a workspace package that has not been built: %s', (_name, manifest, source) => {
    expect(workspaceHazards('@acme/http', manifest, source)).toEqual(['network: fetch']);
  });

  it.each<readonly [string, string, string]>([
    ['an exact one', '{ "exports": { "./post": "./dist/post.js" } }', 'src/post.ts'],
    ['a pattern', '{ "exports": { ".": "./dist/index.js", "./*": "./dist/api/*.js" } }', 'src/api/post.ts'],
    ['none', '{ "main": "dist/index.js" }', 'post/index.ts'],
  ])('the source of a subpath that has not been built: %s', (_name, manifest, source) => {
    expect(workspaceHazards('@acme/http/post', manifest, source)).toEqual(['network: fetch']);
  });

  it('what is built, where it is', () => {
    const built = { 'packages/http/dist/index.js': 'export const post = () => 1;' };
    expect(workspaceHazards('@acme/http', '{ "main": "dist/index.js" }', 'src/index.ts', built)).toEqual([]);
  });

  it('nothing of a broken manifest', () => {
    expect(workspaceHazards('@acme/http', '{ "main": ', 'src/other.ts')).toEqual([]);
  });

  it("pnpm's store", () => {
    const store = 'node_modules/.pnpm/http-kit@1.0.0/node_modules/http-kit';
    const fixture = new FixtureProject({
      [WORKFLOW]: order('http-kit'),
      [`${store}/package.json`]: '{ "name": "http-kit", "main": "index.js" }',
      [`${store}/index.js`]: POST,
    });
    symlinkSync(fixture.path(store), fixture.path('node_modules/http-kit'));
    expect(fixture.findings(WORKFLOW)[0]?.chain).toEqual(['order (src/workflows/order.ts:1)', 'http-kit', 'fetch']);
  });

  it('names the file that only a bundler for React would find', () => {
    const files = {
      [WORKFLOW]: `import { View } from '../view'; export async function order() { return View; }`,
      'src/view.tsx': 'export const View = 1;',
    };
    expect(hazardsOf(files)).toEqual(['unbundlable-import: ../view.tsx']);
  });

  it('finds a refused module at the end of many', () => {
    const fixture = new FixtureProject({
      [WORKFLOW]: `import { report } from '../report'; export async function order() { return report(); }`,
      'src/report.ts': `import pdf from 'pdf'; export const report = () => pdf;`,
      'node_modules/pdf/package.json': '{ "name": "pdf", "main": "lib/a.js" }',
      'node_modules/pdf/lib/a.js': `const b = require('./b'); module.exports = b;`,
      'node_modules/pdf/lib/b.js': `try { module.exports = require('fs'); } catch (error) { module.exports = {}; }`,
    });
    expect(fixture.findings(WORKFLOW)).toMatchObject([
      { kind: 'unbundlable-import', hazard: 'fs', chain: ['src/workflows/order.ts', 'src/report.ts', 'pdf', 'fs'] },
    ]);
    expect(fixture.hazards('src/report.ts')).toEqual(['unbundlable-import: fs']);
  });

  it('leaves out what the worker tells the bundler to ignore', () => {
    const files = {
      [WORKFLOW]: `import fs from 'fs'; export async function order() { return fs; }`,
      'src/worker.ts': `import { Worker } from '@temporalio/worker'; Worker.create({ workflowsPath: require.resolve('./workflows/order'), bundlerOptions: { ignoreModules: ['fs'] } });`,
    };
    expect(hazardsOf(files)).toEqual([]);
    expect(hazardsOf({ ...files, 'src/worker.ts': '' })).toEqual(['unbundlable-import: fs']);
  });

  it.each([
    `bundlerOptions: { ignoreModules: ['x', require.resolve('./activities'), 'y'] }`,
    `bundlerOptions: { ignoreModules: [path.join(__dirname, 'activities')] }`,
    `bundlerOptions: { ignoreModules: [fileURLToPath(new URL('./activities.ts', import.meta.url))] }`,
    `bundlerOptions: { ignoreModules: [...others, require.resolve("./activities.js")] }`,
    `bundlerOptions: makeBundlerOptions([require.resolve('./activities')])`,
    `}); const additionalIgnoreModules: string[] = [require.resolve('./activities')]; use({`,
  ])('leaves out the file that is named by %s, whatever it is called where it is imported', (option) => {
    const files = {
      [WORKFLOW]: `import * as activities from '../activities'; export async function order() { return activities; }`,
      'src/activities.ts': `import fs from 'fs'; export const read = () => fs;`,
      'src/worker.ts': `Worker.create({ workflowsPath: require.resolve('./workflows/order'), ${option} });`,
    };
    expect(hazardsOf(files)).toEqual([]);
    expect(hazardsOf({ ...files, 'src/worker.ts': '' })).toEqual(['unbundlable-import: fs']);
    // Another file of that name is another file.
    const other = { ...files, 'src/workflows/activities.ts': files['src/activities.ts'] };
    other[WORKFLOW] = files[WORKFLOW].replace('../', './');
    expect(hazardsOf(other)).toEqual(['unbundlable-import: fs']);
  });

  it('leaves out a package that needs Node, and all below it, where the worker ignores it', () => {
    const files = {
      [WORKFLOW]: `import * as grpc from '@grpc/grpc-js'; import pg from 'pg/lib/client'; export async function order() { return [grpc, pg]; }`,
      'src/worker.ts': `Worker.create({ workflowsPath: require.resolve('./workflows/order'), bundlerOptions: { ignoreModules: ['@grpc/grpc-js', 'pg'] } });`,
    };
    expect(hazardsOf(files)).toEqual([]);
    expect(hazardsOf({ ...files, 'src/worker.ts': '' })).toEqual([
      'unbundlable-import: @grpc/grpc-js',
      'unbundlable-import: pg/lib/client',
    ]);
  });

  it('takes names from a worker, or from a constant that is named after the option', () => {
    const files = { [WORKFLOW]: `import fs from 'fs'; export async function order() { return fs; }` };
    const withFile = (text: string) => hazardsOf({ ...files, 'src/bundling.ts': text });
    expect(withFile(`export const baseBundlerIgnoreModules = ['fs', 'net'];`)).toEqual([]);
    expect(withFile(`export const baseBundlerIgnoreModules: string[] = ['fs'];`)).toEqual([]);
    const constant = `const SANDBOX_IGNORE_MODULES: readonly string[] = ['fs', 'crypto'];`;
    const path = `workflowsPath: workflowsPath(), bundlerOptions: { ignoreModules: [...SANDBOX_IGNORE_MODULES] }`;
    expect(withFile(`${constant} await Worker.create({ ${path} });`)).toEqual([]);
    expect(withFile(`export const IGNORED_MODULES = ['fs']; await bundleWorkflowCode(options);`)).toEqual([]);
    expect(withFile(`import type { X } from '@temporalio/worker'; export const IGNORED_MODULES = ['fs'];`)).toEqual([]);
    expect(withFile(`export const IGNORED_MODULES = ['fs'];`)).toEqual(['unbundlable-import: fs']);
    expect(withFile(`export const mistakes = [{ ignoreModules: ['fs'] }];`)).toEqual(['unbundlable-import: fs']);
    expect(withFile(`checkBundle(['fs']);`)).toEqual(['unbundlable-import: fs']);
  });

  it('takes a constant in capitals only from where the bundle is made, or from what that imports', () => {
    const constant = `// esbuild of the GitHub workflow for Temporal's image\nexport const IGNORED_MODULES = ['fs'];`;
    const withFiles = (path: string, files: Readonly<Record<string, string>> = {}) =>
      hazardsOf({
        [WORKFLOW]: `import fs from 'fs'; export async function order() { return fs; }`,
        [path]: constant,
        ...files,
      });
    expect(withFiles('scripts/build.mjs')).toEqual(['unbundlable-import: fs']);
    const user = (from: string) =>
      `import { IGNORED_MODULES } from '${from}'; bundle({ ignoreModules: IGNORED_MODULES });`;
    expect(withFiles('src/ignored.ts', { 'src/bundle.ts': user('./ignored.js') })).toEqual([]);
    expect(withFiles('src/ignored.mjs', { 'scripts/bundle.mjs': user('../src/ignored.mjs') })).toEqual([]);
    expect(withFiles('src/ignored.ts', { 'src/bundle.ts': user('./others') })).toEqual(['unbundlable-import: fs']);
    const other = `import { IGNORED_MODULES } from './ignored'; build({ external: IGNORED_MODULES });`;
    expect(withFiles('src/ignored.ts', { 'src/build.ts': other })).toEqual(['unbundlable-import: fs']);
  });

  it('takes a test’s word for the files beside it only', () => {
    const test = `run({ workflowsPath: require.resolve('./workflows'), bundlerOptions: { ignoreModules: [require.resolve('./activities'), require.resolve('../activities')] } });`;
    const activities = `import fs from 'fs'; export const read = () => fs;`;
    const workflow = `import { sleep } from '@temporalio/workflow'; import * as activities from './activities'; export async function order() { await sleep(1); return activities; }`;
    const files = {
      'src/__tests__/order.test.ts': test,
      'src/__tests__/activities.ts': activities,
      'src/__tests__/workflows.ts': workflow,
      'src/activities.ts': activities,
      'src/workflows.ts': workflow,
    };
    expect(hazardsOf(files, 'src/__tests__/workflows.ts')).toEqual([]);
    expect(hazardsOf(files, 'src/workflows.ts')).toEqual(['unbundlable-import: fs']);
  });

  it('leaves out what the worker’s hook gives to the bundle by other means', () => {
    const files = {
      [WORKFLOW]: `import { Client } from '@temporalio/client'; export async function order() { return Client; }`,
      'src/worker.ts': `Worker.create({ workflowsPath: require.resolve('./workflows/order'), bundlerOptions: { webpackConfigHook: (config) => ({ ...config, externals: { '@temporalio/client': 'injected' } }) } });`,
    };
    expect(hazardsOf(files)).toEqual([]);
    expect(hazardsOf({ ...files, 'src/worker.ts': '' })).toEqual(['unbundlable-import: @temporalio/client']);
  });
});

/** Of a workflow that calls `post` of a package in the workspace. */
function workspaceHazards(
  request: string,
  manifest: string,
  source: string,
  built: Readonly<Record<string, string>> = {},
): string[] {
  const fixture = new FixtureProject({
    'packages/flows/src/workflows/order.ts': order(request),
    'packages/http/package.json': manifest,
    [`packages/http/${source}`]: POST,
    ...built,
  });
  const link = fixture.path('packages/flows/node_modules/@acme/http');
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(fixture.path('packages/http'), link);
  return fixture.hazards('packages/flows/src/workflows/order.ts');
}
