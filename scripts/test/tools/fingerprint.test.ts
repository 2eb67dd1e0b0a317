import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint } from '../../tools/fingerprint.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-fingerprint-'));
  mkdirSync(join(folder, 'src/deep'), { recursive: true });
  writeFileSync(join(folder, 'src/deep/one.ts'), 'one');
  writeFileSync(join(folder, 'src/two.ts'), 'two');
});
afterEach(() => rmSync(folder, { recursive: true }));

const take = (facts = {}) => fingerprint([join(folder, 'src'), join(folder, 'absent')], facts);

it('stays while nothing changes', async () => {
  expect(await take()).toBe(await take());
});

it.each([
  ['a file changes', () => writeFileSync(join(folder, 'src/deep/one.ts'), 'other')],
  ['a file is added', () => writeFileSync(join(folder, 'src/three.ts'), '')],
  ['a file goes', () => rmSync(join(folder, 'src/two.ts'))],
  ['a file that was not there appears', () => writeFileSync(join(folder, 'absent'), '')],
])('changes when %s', async (_what, change) => {
  const before = await take();
  change();
  expect(await take()).not.toBe(before);
});

it('changes with the facts, such as the version of Node', async () => {
  expect(await take({ node: '115' })).not.toBe(await take({ node: '127' }));
});
