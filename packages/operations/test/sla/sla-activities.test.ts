import { MockActivityEnvironment } from '@handrail/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { slaActivities } from '../../src/sla/sla-activities';
import type { SlaRounds } from '../../src/sla/sla-round';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ROUND = { checkedUntil: 7, unfinished: false, notified: 2, found: 2, taken: 0, failed: 0, notExamined: [] };

it('tells the server while it looks that its process lives, and no longer', async () => {
  let end = (_: typeof ROUND) => {};
  const look = vi.fn(() => new Promise<typeof ROUND>((resolve) => (end = resolve)));
  const { lookAtSlas } = slaActivities({ look } as unknown as SlaRounds);
  const environment = new MockActivityEnvironment();
  let beats = 0;
  environment.on('heartbeat', () => void beats++);
  const looking = environment.run(lookAtSlas, {});
  await vi.waitFor(() => expect(look).toHaveBeenCalled());
  expect(beats).toBe(1);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(beats).toBe(4);
  end(ROUND);
  expect(await looking).toEqual({ checkedUntil: 7, unfinished: false, notified: 2 });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(beats).toBe(4);
});
