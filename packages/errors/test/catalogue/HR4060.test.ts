import { expect, it } from 'vitest';
import { HR4060 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4060.error({
    workflowId: 'order-17',
    eventId: '9999',
    reason: '3 INVALID_ARGUMENT: Workflow task finish ID must be > 1 && <= workflow last event ID.',
  });
  expect(message).toBe(
    [
      '[HR4060] Workflow execution "order-17" cannot be reset to event 9999: 3 INVALID_ARGUMENT: Workflow task finish ID must be > 1 && <= workflow last event ID.',
      '  Why:     nothing was changed: a reset begins at the end of a workflow task, where the code had decided on all that follows.',
      '  Fix:     take the id of an event WorkflowTaskCompleted, WorkflowTaskFailed or WorkflowTaskTimedOut of this very run, or let the CLI find it: temporal workflow reset --type LastWorkflowTask --workflow-id <id>.',
      '  Docs:    https://handrail.dev/errors/HR4060        (offline: npx handrail explain HR4060)',
    ].join('\n'),
  );
});
