import { condition, proxyActivities, sleep } from '@temporalio/workflow';

/** Fills a history, and then waits in one of several ways. */
export async function fill(events: number, wait: string): Promise<void> {
  const early = wait === 'early timer' ? sleep('1 day') : undefined;
  // A timer is two events.
  for (let left = events / 2; left > 0; left -= 500) {
    await Promise.all(Array.from({ length: Math.min(left, 500) }, () => sleep(1)));
  }
  if (wait === 'early timer') return await early;
  if (wait === 'signal') return await condition(() => false);
  if (wait === 'failing task') throw new TypeError('items is undefined');
  const { hold, fail } = proxyActivities<{ hold(): Promise<void>; fail(): Promise<void> }>({
    startToCloseTimeout: '1 hour',
    retry: { initialInterval: '1 minute' },
  });
  await (wait === 'activity' ? hold() : fail());
}
