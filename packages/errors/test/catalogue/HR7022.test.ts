import { expect, it } from 'vitest';
import { HR7022 } from '../../src';

it('says how long a task waits, behind how many, and what holds it back', () => {
  const { message } = HR7022.error({
    what: 'Activity "charge" (id 1)',
    taskQueue: 'payments',
    since: '3 minutes',
    backlog: 120,
    reason: 'full',
  });
  expect(message).toBe(
    [
      '[HR7022] Activity "charge" (id 1) has waited 3 minutes on task queue "payments", with 120 tasks in the backlog: all slots of its workers are taken, and none gets free.',
      '  Why:     the workers are alive and too few: everything on this queue is late, and gets later while more is added than taken.',
      '  Fix:     add workers or slots, or give long activities a queue of their own.',
      '  Docs:    https://handrail.dev/errors/HR7022        (offline: npx handrail explain HR7022)',
    ].join('\n'),
  );
});
