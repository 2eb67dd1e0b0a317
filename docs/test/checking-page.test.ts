import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readPage } from './support/markdown';

const PAGE = 'docs/guides/checking.md';
// With their indentation, which is part of what a command prints.
const blocks = [...readPage(PAGE).matchAll(/^```(\w+)(?: file="([^"]+)")?[^\n]*\n([^]*?)\n```$/gm)].map(
  ([, language, file, code = '']) => ({ language, file, code }),
);
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-check-page-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('shows what the command prints for its example, and what a baseline then holds', { timeout: 180_000 }, () => {
  symlinkSync(resolve('packages/cli/node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "shop" }');
  for (const { file, code } of blocks) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  const { stdout, status } = run('check');
  expect(stdout.trimEnd()).toBe(blocks.find(({ language }) => language === 'text')?.code);
  expect(status).toBe(1);

  expect(run('check', '--no-bundle', '--baseline', 'b.json', '--write-baseline').status).toBe(0);
  const { entries } = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')) as { entries: unknown[] };
  const shown = JSON.parse(blocks.find(({ language }) => language === 'json')?.code ?? '') as { entries: unknown[] };
  expect(entries).toEqual(expect.arrayContaining(shown.entries));
});

function run(...parameters: string[]) {
  const environment = { ...process.env, GITHUB_ACTIONS: undefined };
  return spawnSync(process.execPath, [resolve('packages/cli/bin/handrail.cjs'), ...parameters], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
}
