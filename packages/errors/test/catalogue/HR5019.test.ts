import { expect, it } from 'vitest';
import { HR5019 } from '../../src';

it('names the activities that hold a worker up', () => {
  const { message } = HR5019.error({
    taskQueue: 'orders',
    activities: [{ activityType: 'charge', attempt: 1, workflowId: 'order-17' }],
    reason: 'shutdown',
    seconds: 3,
  });
  expect(message).toBe(
    [
      '[HR5019] The worker of task queue "orders" is shutting down and has waited 3 seconds for activity "charge" (workflow "order-17", attempt 1), told to stop and still running.',
      '  Why:     the worker ends when they do. What then kills the process leaves them half done; each is tried again elsewhere, once its timeout is over.',
      '  Fix:     let the activity notice: pass cancellationSignal() to what it waits for (fetch takes it as signal), wait with sleep() of @handrail/activity, or ask cancellationSignal().aborted between two steps; and do not catch the CancelledFailure that these throw. Where it only tidies up, nothing is wrong.',
      '           Give shutdownGraceTime what activities need to end by themselves, and shutdownForceTime less than your platform waits before it kills the process.',
      '  Docs:    https://handrail.dev/errors/HR5019        (offline: npx handrail explain HR5019)',
    ].join('\n'),
  );
});

it.each([
  [
    { taskQueue: 'orders', activities: [{ activityType: 'charge', attempt: 2 }], reason: 'cancelled', seconds: 3 },
    'Activity "charge" (attempt 2) was told to stop 3 seconds ago, and goes on: the worker of task queue "orders" cannot stop a function from outside.',
    'let the activity notice: pass cancellationSignal() to what it waits for (fetch takes it as signal), wait with sleep() of @handrail/activity, or ask cancellationSignal().aborted between two steps; and do not catch the CancelledFailure that these throw. Where it only tidies up, nothing is wrong.',
  ],
  [
    {
      taskQueue: 'orders',
      activities: [
        { activityType: 'charge', attempt: 1, workflowId: 'order-17' },
        { activityType: 'refund', attempt: 1 },
      ],
      reason: 'killed',
      seconds: 3,
    },
    'The worker of task queue "orders" has ended while activities "charge" (workflow "order-17", attempt 1), "refund" (attempt 1) were still running: shutdownForceTime is over.',
    'let the activity notice: pass cancellationSignal() to what it waits for (fetch takes it as signal), wait with sleep() of @handrail/activity, or ask cancellationSignal().aborted between two steps; and do not catch the CancelledFailure that these throw. Where it only tidies up, nothing is wrong.\nGive shutdownGraceTime what activities need to end by themselves, and shutdownForceTime less than your platform waits before it kills the process.',
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR5019.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
