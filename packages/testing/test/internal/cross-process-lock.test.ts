import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { withLock } from '../../src/internal/cross-process-lock';
import { runProgram, until } from '../support/run-program';
import { temporaryDirectory } from '../support/temporary-directory';

let folder: string;
let lock: string;
let journal: string;

beforeEach(() => {
  folder = temporaryDirectory();
  lock = join(folder, 'server.lock');
  journal = join(folder, 'journal');
});

function entries(): string[] {
  // A process may be seen between making the file and writing to it.
  return existsSync(journal)
    ? readFileSync(journal, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

test('of several processes only one is inside at a time', async () => {
  const programs = [1, 2, 3, 4].map(() => runProgram('hold-lock.cjs', [lock, journal, '100']));
  await Promise.all(programs.map(({ result }) => result));

  expect(entries()).toEqual(['in', 'out', 'in', 'out', 'in', 'out', 'in', 'out']);
});

test('several calls of one process exclude each other, too', async () => {
  let inside = 0;
  const seen: number[] = [];
  const action = async (): Promise<void> => {
    seen.push(++inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside--;
  };
  await Promise.all([withLock(lock, action), withLock(lock, action), withLock(lock, action)]);

  expect(seen).toEqual([1, 1, 1]);
});

test('the lock of a process that was killed is taken over at once', async () => {
  const killed = runProgram('hold-lock.cjs', [lock, journal, '60000']);
  await until(() => entries().length === 1);
  killed.child.kill('SIGKILL');
  await killed.result;
  const start = performance.now();
  await Promise.all([1, 2, 3].map(() => runProgram('hold-lock.cjs', [lock, journal, '50']).result));

  expect(entries()).toEqual(['in', 'in', 'out', 'in', 'out', 'in', 'out']);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a lock left by another machine is taken over when its heartbeat has stopped', async () => {
  writeFileSync(lock, JSON.stringify({ token: 'old', pid: process.pid, host: `not-${hostname()}` }));
  utimesSync(lock, new Date(0), new Date(0));

  expect(await withLock(lock, async () => 'taken', { silenceLimitMilliseconds: 300 })).toBe('taken');
});

test(
  'a lock without contents - its writer was killed in between - is taken over, too',
  { timeout: 40_000 },
  async () => {
    writeFileSync(lock, '');

    expect(await withLock(lock, async () => 'taken', { silenceLimitMilliseconds: 300 })).toBe('taken');
  },
);

test('it is released when the action fails', async () => {
  await expect(withLock(lock, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');

  expect(await withLock(lock, async () => 'free')).toBe('free');
});

test('nothing is left behind', async () => {
  await withLock(lock, async () => {});

  expect(readdirSync(folder)).toEqual([]);
});

test('who waits hears of the holder', async () => {
  const holder = runProgram('hold-lock.cjs', [lock, journal, '300']);
  await until(() => entries().length === 1);
  const holders: unknown[] = [];
  await withLock(lock, async () => {}, {
    whileWaiting: async (each, waiting) => {
      holders.push(each?.pid);
      await waiting();
    },
  });

  expect(holders).toEqual([holder.child.pid]);
});
