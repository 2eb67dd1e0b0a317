import { expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

const WORKFLOW = 'apps/worker/src/workflows/order.ts';
const order = (request: string) => `import { post } from '${request}'; export async function order() { post(); }`;
const POST = `export const post = () => fetch('x');`;
const hazardsWith = (files: Readonly<Record<string, string>>, request = '@acme/http') =>
  hazardsOf(
    { [WORKFLOW]: order(request), 'apps/worker/package.json': '{ "name": "@acme/worker" }', ...files },
    WORKFLOW,
  );
const HTTP = {
  'packages/http/package.json': '{ "name": "@acme/http", "main": "./dist/index.js" }',
  'packages/http/src/index.ts': POST,
};

it.each<readonly [string, Readonly<Record<string, string>>]>([
  ['npm', { 'package.json': '{ "workspaces": ["apps/*", "packages/*"] }' }],
  ['yarn', { 'package.json': '{ "workspaces": { "packages": ["./packages/*/"] } }' }],
  [
    'pnpm',
    {
      'pnpm-workspace.yaml': `packages:\n  # ours\n  - 'apps/*'\n  - "packages/*" # shared\nonlyBuiltDependencies:\n  - sharp\n`,
    },
  ],
  ['pnpm, with a line for each and nothing else', { 'pnpm-workspace.yaml': 'packages:\n- packages/http' }],
  ['lerna', { 'lerna.json': '{ "packages": ["packages/*"] }' }],
  ['a glob through folders', { 'package.json': '{ "workspaces": ["**"] }' }],
  ['alternatives', { 'package.json': '{ "workspaces": ["{apps,packages}/*", "packages/{http,ftp}/{a,b}"] }' }],
  ['alternatives of paths', { 'package.json': '{ "workspaces": ["{apps/worker,packages/http}"] }' }],
  ['pnpm, with a list in brackets', { 'pnpm-workspace.yaml': 'packages: ["packages/*", apps/*]' }],
  ['pnpm, with lines in brackets', { 'pnpm-workspace.yaml': "packages: [\n  # ours\n  'packages/http'\n]\nx: 1\n" }],
  ['a sign for one character', { 'package.json': '{ "workspaces": ["packages/htt?"] }' }],
  ['a part of a name', { 'package.json': '{ "workspaces": ["pack*/h*"] }' }],
])('a package of the workspace is found where nothing is installed: %s', (_name, files) => {
  expect(hazardsWith({ ...HTTP, ...files })).toEqual(['network: fetch']);
});

it.each<readonly [string, string, string, string]>([
  ['exports of a source', '"exports": { ".": "./src/index.ts" }', 'src/index.ts', '@acme/http'],
  [
    'exports of what is built',
    '"exports": { "./*": { "types": "./dist/*.d.ts", "default": "./dist/*.js" } }',
    'src/v1/post.ts',
    '@acme/http/v1/post',
  ],
  ['no entry at all', '"version": "1.0.0"', 'index.ts', '@acme/http'],
  ['a file in it', '"version": "1.0.0"', 'src/post.ts', '@acme/http/src/post'],
])('a package of the workspace gives what its manifest says: %s', (_name, fields, source, request) => {
  const files = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/http/package.json': `{ "name": "@acme/http", ${fields} }`,
    [`packages/http/${source}`]: POST,
  };
  expect(hazardsWith(files, request)).toEqual(['network: fetch']);
});

it('a package that the workspace does not list, or that is called otherwise, is not found', () => {
  expect(hazardsWith({ ...HTTP, 'package.json': '{ "workspaces": ["apps/*"] }' })).toEqual([]);
  expect(hazardsWith({ ...HTTP, 'package.json': '{ "workspaces": ["packages/*"] }' }, '@acme/ftp')).toEqual([]);
  expect(hazardsWith({ ...HTTP, 'package.json': '{ "workspaces": [' })).toEqual([]);
});

it.each(['packages/http', './packages/http/', '**/http/**', '**/http', '**/{ftp,http}', 'packages/**'])(
  'a package is not found that the workspace excludes: %s',
  (excluded) => {
    const files = { ...HTTP, 'pnpm-workspace.yaml': `packages:\n  - 'packages/**'\n  - '!${excluded}'\n` };
    expect(hazardsWith(files)).toEqual([]);
  },
);

it('of two packages of one name the one that is not excluded is found', () => {
  const files = {
    ...HTTP,
    'packages/a/test/fixtures/http/package.json': '{ "name": "@acme/http", "main": "./index.js" }',
    'packages/a/test/fixtures/http/index.js': 'exports.post = () => 1;',
    'pnpm-workspace.yaml': `packages:\n  - 'packages/**'\n  - '!**/test/**'\n`,
  };
  expect(hazardsWith(files)).toEqual(['network: fetch']);
});

it.each(['dist', 'build', 'coverage', 'node_modules', '.cache'])(
  'a glob through folders does not lead into %s',
  (folder) => {
    const files = Object.entries(HTTP).map(([path, text]) => [`packages/a/${folder}/${path}`, text]);
    expect(hazardsWith({ ...Object.fromEntries(files), 'package.json': '{ "workspaces": ["**"] }' })).toEqual([]);
  },
);

it('what lies above a repository is no workspace of it', () => {
  const files = { ...HTTP, 'package.json': '{ "workspaces": ["packages/*"] }' };
  expect(hazardsWith({ ...files, '.git/HEAD': '' })).toEqual(['network: fetch']);
  expect(hazardsWith({ ...files, 'apps/.git/HEAD': '' })).toEqual([]);
});

it('what is installed comes before what the workspace has', () => {
  const installed = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'node_modules/@acme/http/package.json': '{ "name": "@acme/http", "main": "index.js" }',
    'node_modules/@acme/http/index.js': 'exports.post = () => 1;',
  };
  expect(hazardsWith({ ...HTTP, ...installed })).toEqual([]);
});

it.each<readonly [string, Readonly<Record<string, string>>, string]>([
  ['a pattern', { 'tsconfig.json': '{ "paths": { "@/*": ["./src/*"] } }' }, '@/http'],
  ['a name', { 'tsconfig.json': '{ "paths": { "sender": ["./nowhere", "./src/http.ts"] } }' }, 'sender'],
  ['a base', { 'tsconfig.json': '{ "baseUrl": "src", "paths": { "~/*": ["*"] } }' }, '~/http'],
  ['a star in the middle', { 'tsconfig.json': '{ "paths": { "@*/api": ["./src/*"] } }' }, '@http/api'],
])('paths of a tsconfig count though it extends one that is not installed: %s', (_name, files, request) => {
  const configs = Object.entries(files).map(([path, options]) => [
    `apps/worker/${path}`,
    `{ // ours, "all"\n "extends": "@acme/tsconfig/base.json", /* of the worker */ "compilerOptions": ${options}, }`,
  ]);
  expect(hazardsWith({ ...Object.fromEntries(configs), 'apps/worker/src/http.ts': POST }, request)).toEqual([
    'network: fetch',
  ]);
});

it('paths are inherited from a tsconfig of the project that extends one that is not installed', () => {
  const files = {
    'apps/worker/tsconfig.json': '{ "extends": ["@acme/tsconfig/node.json", "../../tsconfig.base"] }',
    'tsconfig.base.json':
      '{ "extends": "@acme/tsconfig", "compilerOptions": { "paths": { "@/*": ["apps/worker/src/*"] } } }',
    'apps/worker/src/http.ts': POST,
  };
  expect(hazardsWith(files, '@/http')).toEqual(['network: fetch']);
  expect(hazardsWith(files, '#/http')).toEqual([]);
});
