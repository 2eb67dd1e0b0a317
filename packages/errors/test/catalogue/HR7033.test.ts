import { expect, it } from 'vitest';
import { HR7033 } from '../../src';

it('names the activity that expired, and the queue', () => {
  const { message } = HR7033.error({
    activityType: 'charge',
    activityId: '1',
    since: '3 minutes',
    taskQueue: 'payments',
  });
  expect(message).toBe(
    [
      '[HR7033] Activity "charge" (id 1) expired 3 minutes ago on task queue "payments" before a worker took it, and nothing is pending since: its schedule-to-start timeout is never tried again.',
      '  Why:     the work was dropped without an attempt, and the workflow seems to have gone past it.',
      '  Fix:     take scheduleToStartTimeout away and watch the backlog instead; reset the execution to before the activity.',
      '  Docs:    https://handrail.dev/errors/HR7033        (offline: npx handrail explain HR7033)',
    ].join('\n'),
  );
});
