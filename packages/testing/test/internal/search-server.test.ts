import { HR9011 } from '@handrail/errors';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchServer } from '../../src/internal/search-server';
import type { ServerFinder, ServerMaker } from '../../src/internal/server-sources';
import { machineWith } from '../support/machines';
import { temporaryDirectory } from '../support/temporary-directory';

const server = 'dev-server' as const;

function finder(way: string, path?: string): ServerFinder {
  return {
    way,
    find: async () => {
      if (path === undefined) throw new Error('there is none');
      return path;
    },
  };
}

function maker(way: string, failure?: string): ServerMaker {
  return {
    way,
    entryName: () => way,
    async make(_machine, folder) {
      if (failure !== undefined) throw new Error(failure);
      await writeFile(join(folder, 'temporal'), way);
      return { executable: 'temporal' };
    },
  };
}

test('what is found first is taken; nothing after it is tried', async () => {
  const result = await searchServer(
    { server, finders: [finder('a'), finder('b', '/b'), finder('c', '/c')], makers: [maker('build')] },
    machineWith(),
  );

  expect(result).toEqual({ path: '/b', way: 'b' });
});

test('where nothing is found, the first way that works makes one', async () => {
  const machine = machineWith();
  const result = await searchServer(
    { server, finders: [finder('a')], makers: [maker('download', 'no network'), maker('build')] },
    machine,
  );

  expect(result).toEqual({ path: join(machine.cacheDirectory, 'servers', 'build', 'temporal'), way: 'build' });
});

test('what was made is taken from the cache the next time', async () => {
  const machine = machineWith();
  const sources = { server, finders: [], makers: [maker('download', 'no network'), maker('build')] };
  const { path } = await searchServer(sources, machine);

  expect(await searchServer(sources, machine)).toEqual({ path, way: "Handrail's cache" });
});

test('a damaged server is made again, and that is said', async () => {
  const heard: string[] = [];
  const machine = machineWith({ onProgress: ({ message }) => heard.push(message) });
  const build = maker('build');
  const { path } = await searchServer({ server, finders: [], makers: [build] }, machine);
  await writeFile(path!, 'half of it');
  const again = await searchServer({ server, finders: [], makers: [build] }, machine);

  expect(again).toEqual({ path, way: 'build' });
  expect(heard).toEqual([`${path} is damaged (it does not match its checksum); getting it again`]);
});

test('where nothing works, every way is listed with its reason', async () => {
  const machine = machineWith();
  const result = await searchServer(
    { server, finders: [finder('PATH')], makers: [maker('download', 'no network'), maker('build', 'no compiler')] },
    machine,
  );

  expect(result).toEqual({
    attempts: [
      { way: 'PATH', reason: 'there is none' },
      { way: "Handrail's cache", reason: `there is none in ${join(machine.cacheDirectory, 'servers')}` },
      { way: 'download', reason: 'no network' },
      { way: 'build', reason: 'no compiler' },
    ],
  });
});

test('a setting that is wrong ends the search - it is not one more way that led nowhere', async () => {
  const wrong: ServerFinder = {
    way: 'TEMPORAL_CLI_PATH',
    find: () => Promise.reject(HR9011.error({ path: '/typo', reason: 'no executable file is there' })),
  };

  await expect(
    searchServer({ server, finders: [wrong], makers: [maker('build')] }, machineWith()),
  ).rejects.toMatchObject({
    code: 'HR9011',
  });
});

test('a cache that cannot be written is a reason like any other', async () => {
  const cacheDirectory = join(temporaryDirectory(), 'a-file');
  await writeFile(cacheDirectory, '');
  const result = await searchServer({ server, finders: [], makers: [maker('build')] }, machineWith({ cacheDirectory }));

  expect(result).toMatchObject({ attempts: [{}, { reason: expect.stringMatching(/^it cannot be written: E/) }] });
});
