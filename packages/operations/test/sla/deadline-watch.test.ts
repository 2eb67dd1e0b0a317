import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeadlineWatch } from '../../src/sla/deadline-watch';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

it('acts when the time has come, once for each key, and a few at a time', async () => {
  const watch = new DeadlineWatch(2);
  const begun: string[] = [];
  let end = () => {};
  const act = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((resolve) => (end = resolve));
  };
  for (const key of ['a', 'b', 'c', 'a']) watch.plan({ key, at: 1_000, act: act(key) });
  await vi.advanceTimersByTimeAsync(999);
  expect(begun).toEqual([]);
  await vi.advanceTimersByTimeAsync(501);
  expect(begun).toEqual(['a', 'b']);
  expect(watch.lag).toBe(500);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(watch.lag).toBe(0);
});

it('watches again what it has acted on', async () => {
  const watch = new DeadlineWatch(1);
  let count = 0;
  const act = async () => void count++;
  watch.plan({ key: 'a', at: 10, act });
  await vi.advanceTimersByTimeAsync(10);
  watch.plan({ key: 'a', at: 20, act });
  await vi.advanceTimersByTimeAsync(10);
  expect(count).toBe(2);
});

it('forgets what lies ahead once it is stopped, and waits for what has begun', async () => {
  const watch = new DeadlineWatch(1);
  const done: string[] = [];
  const act = (name: string) => async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    done.push(name);
  };
  for (const key of ['a', 'b']) watch.plan({ key, at: 0, act: act(key) });
  watch.plan({ key: 'c', at: 1_000, act: act('c') });
  await vi.advanceTimersByTimeAsync(1);
  const stopped = watch.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  await stopped;
  watch.plan({ key: 'd', at: 0, act: act('d') });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(done).toEqual(['a']);
});

it('leaves to a later look what lies further ahead than a timer can wait', async () => {
  const watch = new DeadlineWatch(1);
  const act = vi.fn(async () => {});
  watch.plan({ key: 'a', at: 2 ** 31, act });
  expect(vi.getTimerCount()).toBe(0);
  watch.plan({ key: 'a', at: 2 ** 31 - 1, act });
  await vi.advanceTimersByTimeAsync(2 ** 31 - 2);
  expect(act).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(act).toHaveBeenCalledOnce();
});
