import { expect, it } from 'vitest';
import type { QueueBacklog } from '../../src';
import { withMeantNames } from '../../src/internal/meant-names';

function queue(taskQueue: string, pollers: number): QueueBacklog {
  return {
    taskQueue,
    type: 'activity',
    verdict: 'idle',
    headline: 'Nothing to do.',
    backlogCount: 0,
    backlogAgeSeconds: 0,
    addedPerSecond: 0,
    takenPerSecond: 0,
    pollers,
    versions: [],
    workers: null,
  };
}

it('says which queue a name was meant to be that nobody polls', () => {
  const headlines = (queues: readonly QueueBacklog[]) =>
    withMeantNames(queues, ['payments', 'mail', 'paymnets']).map(({ headline }) => headline);
  expect(headlines([queue('paymnets', 0)])).toEqual(['Nothing to do. Did you mean "payments"?']);
  expect(headlines([queue('prod-payments', 0)])).toEqual(['Nothing to do. Did you mean "payments"?']);
  // One that somebody polls, if only for the other type, is spelt right; and so may be one that nothing resembles.
  expect(headlines([queue('paymnets', 0), queue('paymnets', 1), queue('refunds', 0)])).toEqual([
    'Nothing to do.',
    'Nothing to do.',
    'Nothing to do.',
  ]);
});

it('takes several names in one text for several', () => {
  const headlineOf = (name: string, pollers = 0) => withMeantNames([queue(name, pollers)], [])[0]?.headline;
  expect(headlineOf('orders,payments')).toBe('Nothing to do. Did you mean "orders" and "payments"?');
  expect(headlineOf('orders, payments,')).toBe('Nothing to do. Did you mean "orders" and "payments"?');
  expect(headlineOf('orders,payments', 1)).toBe('Nothing to do.');
  expect(headlineOf(',')).toBe('Nothing to do.');
});
