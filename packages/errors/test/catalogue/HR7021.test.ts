import { expect, it } from 'vitest';
import { HR7021 } from '../../src';

it('names the activity and the queue that nobody polls for it', () => {
  const { message } = HR7021.error({
    activityType: 'charge',
    activityId: '1',
    taskQueue: 'payments',
    since: '3 minutes',
    pollers: 'no worker has polled it in the last 5 minutes',
  });
  expect(message).toBe(
    [
      '[HR7021] Activity "charge" (id 1) has waited 3 minutes for a worker, and none polls task queue "payments" for activities: no worker has polled it in the last 5 minutes.',
      '  Why:     the activity waits for ever unless it has a schedule-to-close timeout; its retry policy does not begin before a worker takes it.',
      '  Fix:     start a worker with activities on the queue, or check how its name is spelt.',
      '  Docs:    https://handrail.dev/errors/HR7021        (offline: npx handrail explain HR7021)',
    ].join('\n'),
  );
});
