import { expect, it } from 'vitest';
import { HR4007 } from '../../src';

it('names type and id, and the ways to go on', () => {
  const { message } = HR4007.error({
    workflowId: 'order-17',
    workflowType: 'order',
  });
  expect(message).toBe(
    [
      '[HR4007] Workflow "order" was not started: an execution with the id "order-17" is running, or has run and may not be repeated.',
      '  Why:     an id belongs to one open execution at a time; that makes a start safe to repeat.',
      "  Fix:     treat it as done where this start is a repetition; else use another workflowId, or workflowIdConflictPolicy: 'USE_EXISTING' for a running execution, or another workflowIdReusePolicy for a closed one.",
      '  Docs:    https://handrail.dev/errors/HR4007        (offline: npx handrail explain HR4007)',
    ].join('\n'),
  );
});

it('tells of an open execution of the same type', () => {
  const { message } = HR4007.error({
    workflowId: 'order-17',
    workflowType: 'order',
    holder: {
      workflowType: 'order',
      runId: 'f3a',
      status: 'RUNNING',
      open: true,
      since: '2026-01-31T08:00:00.000Z',
    },
  });
  expect(message).toBe(
    [
      '[HR4007] Workflow "order" was not started: the id "order-17" belongs to an open execution of "order" (run f3a, since 2026-01-31T08:00:00.000Z).',
      '  Why:     an id belongs to one open execution at a time; that makes a start safe to repeat.',
      "  Fix:     treat it as done where this start is a repetition; else use another workflowId, or workflowIdConflictPolicy: 'USE_EXISTING' for a running execution.",
      '  Docs:    https://handrail.dev/errors/HR4007        (offline: npx handrail explain HR4007)',
    ].join('\n'),
  );
});

it('tells of a closed one, and of the policies that forbid to repeat it', () => {
  const { message } = HR4007.error({
    workflowId: 'order-17',
    workflowType: 'order',
    policies: 'workflowIdReusePolicy is REJECT_DUPLICATE',
    holder: {
      workflowType: 'order',
      runId: 'f3a',
      status: 'COMPLETED',
      open: false,
      since: '2026-01-31T08:00:00.000Z',
    },
  });
  expect(message).toBe(
    [
      '[HR4007] Workflow "order" was not started: the id "order-17" belongs to a closed (COMPLETED) execution of "order" (run f3a, ended 2026-01-31T08:00:00.000Z).',
      '  Why:     an id belongs to one open execution at a time; that makes a start safe to repeat, and this start does not allow a closed one to be repeated (workflowIdReusePolicy is REJECT_DUPLICATE).',
      '  Fix:     treat it as done where this start is a repetition; else use another workflowId, or another workflowIdReusePolicy for a closed one.',
      '  Docs:    https://handrail.dev/errors/HR4007        (offline: npx handrail explain HR4007)',
    ].join('\n'),
  );
});

it('does not take the execution of another type for a repetition', () => {
  const { message } = HR4007.error({
    workflowId: '17',
    workflowType: 'order',
    holder: {
      workflowType: 'refund',
      runId: 'f3a',
      status: 'RUNNING',
      open: true,
      since: '2026-01-31T08:00:00.000Z',
    },
  });
  expect(message).toBe(
    [
      '[HR4007] Workflow "order" was not started: the id "17" belongs to an open execution of "refund" (run f3a, since 2026-01-31T08:00:00.000Z).',
      '  Why:     an id belongs to one open execution at a time; that makes a start safe to repeat.',
      '  Fix:     use another workflowId: this one is of "refund", so its result is not the one you want, or workflowIdConflictPolicy: \'USE_EXISTING\' for a running execution.',
      '  Docs:    https://handrail.dev/errors/HR4007        (offline: npx handrail explain HR4007)',
    ].join('\n'),
  );
});
