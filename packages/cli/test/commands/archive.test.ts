import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

it('wants to be told where to, before it connects', async () => {
  const { exitCode, stderr } = await runCommandLine(['archive']);
  expect(stderr).toContain(': --out says where the histories are kept.');
  expect(exitCode).toBe(2);
  const named = await runCommandLine(['archive', 'histories']);
  expect(named.stderr).toContain("archive takes no argument, and got 'histories' (did you mean --out histories?)");
});

it('says before it connects that it could not write', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'archive-')), 'file');
  await writeFile(file, '');
  const { exitCode, stderr } = await runCommandLine(['archive', '--out', file]);
  expect(stderr).toContain(`: --out ${file} cannot be used as a folder (it is a file)`);
  expect(exitCode).toBe(2);
  const below = await runCommandLine(['archive', '--out', join(file, 'below')]);
  expect(below.stderr).toContain('cannot be used as a folder (part of its path is not a folder)');
});
