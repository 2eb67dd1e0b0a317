import { setHost } from '@handrail/common/host';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { checkSleep } from '../../src/internal/watch-environment';

const warn = vi.fn();
afterEach(() => {
  setHost({});
  warn.mockClear();
});

/** What is told of a sleep in an environment of which the server skips time, or does not; how long it was asked to sleep. */
async function said(duration: number | string, supportsTimeSkipping = false) {
  setHost({ logger: { warn } as never });
  const sleep = vi.fn(async () => undefined);
  const environment = { supportsTimeSkipping, sleep } as unknown as TestWorkflowEnvironment;
  checkSleep(environment);
  await environment.sleep(duration as never);
  expect(sleep).toHaveBeenCalledExactlyOnceWith(duration);
  return warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0]);
}

it.each([
  ['1 day', '1 day'],
  [60_000, '1 minute'],
])('HR9042 tells of a sleep of %s that takes as long as it says', async (duration, shown) => {
  expect(await said(duration)).toEqual([
    `[HR9042] sleep of a test environment takes ${shown} in real time: the server of this environment does not skip time.`,
  ]);
});

it('says nothing of a short one, or where time is skipped', async () => {
  expect(await said('59 seconds')).toEqual([]);
  expect(await said(0)).toEqual([]);
  expect(await said('1 day', true)).toEqual([]);
});
