import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingModules } from '../../tools/missing-modules.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-missing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST = { main: 'lib/index.js', exports: { '.': { types: './lib/index.d.ts', default: './lib/index.js' } } };

function packed(files: Record<string, string>): string {
  mkdirSync(join(folder, 'package/lib'), { recursive: true });
  writeFileSync(join(folder, 'package/package.json'), JSON.stringify(MANIFEST));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'package', path), text);
  execFileSync('tar', ['-czf', join(folder, 'packed.tgz'), '-C', folder, 'package']);
  return join(folder, 'packed.tgz');
}

it('finds nothing missing where all that an export loads is there', async () => {
  const tarball = packed({ 'lib/index.js': "require('./door'); require('elsewhere');", 'lib/door.js': '' });
  expect(await missingModules(tarball)).toEqual([]);
});

it('names the module that is missing, and by whom it is loaded', async () => {
  const tarball = packed({ 'lib/index.js': "require('./door');", 'lib/door.js': "require('./internal/lock');" });
  expect(await missingModules(tarball)).toEqual(['lib/door.js: Could not resolve "./internal/lock"']);
});

it('names an export without a file', async () => {
  expect(await missingModules(packed({}))).toEqual(['Could not resolve "./lib/index.js"']);
});

it('passes over what nothing loads', async () => {
  expect(await missingModules(packed({ 'lib/index.js': '', 'lib/dead.js': "require('./gone');" }))).toEqual([]);
});
