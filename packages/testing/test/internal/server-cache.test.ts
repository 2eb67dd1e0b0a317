import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { findCached, makeEntry } from '../../src/internal/server-cache';
import { temporaryDirectory } from '../support/temporary-directory';

let folder: string;
let entry: string;

beforeEach(() => {
  folder = temporaryDirectory();
  entry = join(folder, 'dev-server');
});

async function fill(building: string): Promise<{ executable: string }> {
  await mkdir(join(building, 'jars'));
  await writeFile(join(building, 'temporal'), 'the server');
  await writeFile(join(building, 'jars', 'one.jar'), 'a library');
  return { executable: 'temporal' };
}

test('what was made is found', async () => {
  const path = await makeEntry(entry, fill);

  expect(path).toBe(join(entry, 'temporal'));
  expect(await findCached(entry)).toEqual({ path });
});

test('other users may run it, too', async () => {
  await makeEntry(entry, fill);

  expect((await stat(entry)).mode & 0o777).toBe(0o755);
});

test('an empty cache is not a damaged one', async () => {
  expect(await findCached(entry)).toEqual({ damage: undefined });
});

test('a file that was cut short is noticed', async () => {
  const path = await makeEntry(entry, fill);
  await truncate(path, 4);

  expect(await findCached(entry)).toEqual({ damage: `${path} is damaged (it does not match its checksum)` });
});

test('changed bytes of the same length are noticed, in any of its files', async () => {
  await makeEntry(entry, fill);
  const library = join(entry, 'jars', 'one.jar');
  await writeFile(library, 'a lobrary');

  expect(await findCached(entry)).toEqual({ damage: `${library} is damaged (it does not match its checksum)` });
});

test('a file that is gone is noticed', async () => {
  const path = await makeEntry(entry, fill);
  await rm(path);

  expect(await findCached(entry)).toEqual({ damage: `${path} is damaged (it does not match its checksum)` });
});

test('an entry whose Java has gone is not used', async () => {
  const java = join(folder, 'java');
  await writeFile(java, '');
  await makeEntry(entry, async (building) => ({ ...(await fill(building)), requires: [java] }));
  await rm(java);

  expect(await findCached(entry)).toEqual({ damage: `${entry} needs ${java}, which is gone` });
});

test('making it again replaces a damaged entry', async () => {
  const path = await makeEntry(entry, fill);
  await truncate(path, 0);
  await makeEntry(entry, fill);

  expect(await findCached(entry)).toEqual({ path });
});

test('a failed attempt leaves nothing behind', async () => {
  await expect(makeEntry(entry, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');

  expect(await readdir(folder)).toEqual([]);
});

test('what a killed attempt left behind is removed by the next one', async () => {
  await mkdir(join(folder, '.building-dev-server-abc'));
  await mkdir(join(folder, '.building-time-skipping-abc'));
  await makeEntry(entry, fill);

  expect((await readdir(folder)).sort()).toEqual(['.building-time-skipping-abc', 'dev-server']);
});

test('a manifest that cannot be read counts as nothing there', async () => {
  await makeEntry(entry, fill);
  await writeFile(join(entry, 'manifest.json'), '{');

  expect(await findCached(entry)).toEqual({ damage: undefined });
});
