import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inParallel } from '../../src/host/in-parallel';

it('does so many at a time, and begins the next as soon as one is done', async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await inParallel([30, 1, 1, 1], 2, async (milliseconds) => {
    begun.push(milliseconds);
    most = Math.max(most, ++running);
    await wait(milliseconds);
    running--;
  });
  expect(begun).toEqual([30, 1, 1, 1]);
  expect(most).toBe(2);
});

it('takes what is still to come, and one at a time where none is wanted', async () => {
  async function* ids() {
    yield* ['a', 'b'];
  }
  const done: string[] = [];
  await inParallel(ids(), 0, async (id) => void done.push(id));
  expect(done).toEqual(['a', 'b']);
});

it('begins nothing more after the first error, which it throws', async () => {
  const begun: number[] = [];
  const all = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await wait(item === 1 ? 0 : 20);
    if (item === 1) throw new Error('broken');
  });
  await expect(all).rejects.toThrow('broken');
  await wait(40);
  expect(begun).toEqual([1, 2]);
});
