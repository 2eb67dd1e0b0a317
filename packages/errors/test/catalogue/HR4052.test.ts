import { expect, it } from 'vitest';
import { HR4052 } from '../../src';

it('names what failed, and why', () => {
  const { message } = HR4052.error({
    workflowId: 'order-17',
    workflowType: 'order',
    rootCause: 'card declined (CardDeclined)',
    path: ['activity "charge" (id 1, 3 attempts, MAXIMUM_ATTEMPTS_REACHED)'],
  });
  expect(message).toBe(
    [
      '[HR4052] Workflow "order" execution "order-17" failed in activity "charge" (id 1, 3 attempts, MAXIMUM_ATTEMPTS_REACHED): card declined (CardDeclined)',
      '  Why:     the workflow code did not handle it; the execution is closed and is not retried.',
      '  Fix:     mend the cause, then start it again with the same id, or reset it to before the failure: temporal workflow reset --type LastWorkflowTask --workflow-id <id>.',
      '  Docs:    https://handrail.dev/errors/HR4052        (offline: npx handrail explain HR4052)',
    ].join('\n'),
  );
});

it('also where it is the workflow itself', () => {
  const { message } = HR4052.error({
    workflowId: 'order-17',
    workflowType: 'order',
    rootCause: 'no stock (OutOfStock)',
    path: [],
  });
  expect(message).toBe(
    [
      '[HR4052] Workflow "order" execution "order-17" failed: no stock (OutOfStock)',
      '  Why:     the workflow code itself threw it; the execution is closed and is not retried.',
      '  Fix:     look at its input and history (Inspect); where it may be repeated, start it again with the same id.',
      '  Docs:    https://handrail.dev/errors/HR4052        (offline: npx handrail explain HR4052)',
    ].join('\n'),
  );
});

it('and all that lies between', () => {
  const { message } = HR4052.error({
    workflowId: 'order-17',
    workflowType: 'order',
    rootCause: 'card declined (CardDeclined)',
    path: [
      'child workflow "ship" ("ship-17", MAXIMUM_ATTEMPTS_REACHED)',
      'activity "post" (id 1, NON_RETRYABLE_FAILURE)',
    ],
  });
  expect(message).toBe(
    [
      '[HR4052] Workflow "order" execution "order-17" failed in child workflow "ship" ("ship-17", MAXIMUM_ATTEMPTS_REACHED), in activity "post" (id 1, NON_RETRYABLE_FAILURE): card declined (CardDeclined)',
      '  Why:     the workflow code did not handle it; the execution is closed and is not retried.',
      '  Fix:     mend the cause, then start it again with the same id, or reset it to before the failure: temporal workflow reset --type LastWorkflowTask --workflow-id <id>.',
      '  Docs:    https://handrail.dev/errors/HR4052        (offline: npx handrail explain HR4052)',
    ].join('\n'),
  );
});

it('says of a Nexus operation without an answer where its reason stands', () => {
  const { fix } = HR4052.problem({
    workflowId: 'order-17',
    rootCause: 'operation timed out',
    path: ['Nexus operation "pay.charge"'],
    unanswered: 'Nexus operation "pay.charge"',
  });
  expect(fix).toMatch(
    /^look into the log of the worker that handles Nexus operation "pay\.charge": an error that its handler throws is tried again until the caller's scheduleToCloseTimeout, and its text stays there \(HR5040\)\. /,
  );
  expect(fix).toContain(
    'Where that log says nothing, the handler may still have been at work (HR5043), or no worker polls the task queue of the endpoint.',
  );
});

it('leads from a Nexus operation that was started to what it has started', () => {
  const { fix } = HR4052.problem({
    workflowId: 'order-17',
    rootCause: 'operation timed out',
    path: ['Nexus operation "pay.charge"'],
    outlasting: { operation: 'Nexus operation "pay.charge"', work: 'workflow "charge-17"' },
  });
  expect(fix).toBe(
    'look at workflow "charge-17" that Nexus operation "pay.charge" has started: it took longer than the scheduleToCloseTimeout of its caller or a timeout of its own lets it. Where it may take that long, raise that timeout.',
  );
});
