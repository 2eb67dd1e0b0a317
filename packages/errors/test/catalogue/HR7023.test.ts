import { expect, it } from 'vitest';
import { HR7023 } from '../../src';

it('names the activities that the worker has, and the likely one', () => {
  const { message } = HR7023.error({
    activityType: 'chrage',
    activityId: '1',
    taskQueue: 'payments',
    attempt: 4,
    available: ['charge', 'refund'],
    nearest: 'charge',
  });
  expect(message).toBe(
    [
      '[HR7023] The worker of task queue "payments" does not know activity type "chrage" (id 1, attempt 4); it has charge, refund: did you mean charge?.',
      '  Why:     the SDK reports it as a failure that can be tried again, so the activity is tried again for ever.',
      '  Fix:     register the activity in that worker, correct its name in the workflow, or give the queue of the worker that has it.',
      '  Docs:    https://handrail.dev/errors/HR7023        (offline: npx handrail explain HR7023)',
    ].join('\n'),
  );
});
