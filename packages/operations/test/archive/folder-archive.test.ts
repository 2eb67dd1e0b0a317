import fc from 'fast-check';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { folderArchive, historyFile } from '../../src/archive/folder-archive';

const RUN = '01a21cf0-8a82-708b-bfe6-c85c4cde6043';
const execution = {
  workflowId: 'order-17',
  runId: RUN,
  workflowType: 'order',
  closeTime: '2026-11-27T10:00:00.000Z',
};
const newFolder = () => mkdtemp(join(tmpdir(), 'archive-'));

it.each([
  ['order-17', 'order-17'],
  ['../../etc/passwd', '%2E%2E%2F%2E%2E%2Fetc%2Fpasswd'],
  ['a b/ü:*?"<>|', 'a%20b%2F%C3%BC%3A%2A%3F%22%3C%3E%7C'],
  ['.', '%2E'],
  ['half a \ud83d pair', 'half%20a%20%EF%BF%BD%20pair'],
])('names the file of %j so that every file system takes it', (workflowId, name) => {
  expect(historyFile({ ...execution, workflowId })).toBe(join('2026-11-27', `${name}.${RUN}.json`));
});

it('shortens a long id, and tells two apart that begin alike', () => {
  const [one, other] = ['1', '2'].map((end) => historyFile({ ...execution, workflowId: 'ü'.repeat(400) + end }));
  expect(one).not.toBe(other);
  expect(one).toMatch(/^2026-11-27.(%C3%BC)+(%C3)?-[0-9a-f]{16}\./);
});

it('keeps every history below its folder, in a name that file systems take, and each in one of its own', () => {
  const id = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(id, id, (first, second) => {
      const [one, other] = [first, second].map((workflowId) => historyFile({ ...execution, workflowId }));
      const parts = one!.split(sep);
      expect(parts).toHaveLength(2);
      expect(Buffer.byteLength(parts[1]!)).toBeLessThan(250);
      expect(parts[1]).toMatch(/^[\w%-]+\.[0-9a-f-]{36}\.json$/);
      expect(one === other).toBe(first === second);
    }),
  );
});

it('keeps a history for its owner only, and knows it again', async () => {
  const folder = await newFolder();
  const archive = folderArchive(join(folder, 'made'));
  expect(await archive.has(execution)).toBe(false);
  await archive.put(execution, '{}');
  expect(await archive.has(execution)).toBe(true);
  const file = join(folder, 'made', historyFile(execution));
  expect(await readFile(file, 'utf8')).toBe('{}');
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('leaves nothing half written, and does not take what a killed process has left for a history', async () => {
  const folder = await newFolder();
  const archive = folderArchive(folder);
  await archive.put(execution, '{}');
  const other = { ...execution, workflowId: 'order-18' };
  await writeFile(join(folder, `${historyFile(other)}.part`), '{"eve');
  expect(await archive.has(other)).toBe(false);
  await archive.put(other, '{"events":[]}');
  expect(await readFile(join(folder, historyFile(other)), 'utf8')).toBe('{"events":[]}');
  expect((await readdir(join(folder, '2026-11-27'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  const blocked = folderArchive(join(folder, historyFile(other)));
  await expect(blocked.put(execution, '{}')).rejects.toMatchObject({ code: 'ENOTDIR' });
});
