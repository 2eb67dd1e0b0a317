import { defineError } from '../define-error';

export const HR4060 = defineError<{ workflowId: string; eventId: string; reason: string }>({
  code: 'HR4060',
  title: 'The execution cannot be reset to this event',
  disposition: 'report',
  head: ({ workflowId, eventId, reason }) =>
    `Workflow execution "${workflowId}" cannot be reset to event ${eventId}: ${reason}`,
  why: () =>
    'nothing was changed: a reset begins at the end of a workflow task, where the code had decided on all that follows.',
  fix: () =>
    'take the id of an event WorkflowTaskCompleted, WorkflowTaskFailed or WorkflowTaskTimedOut of this very run, or let the CLI find it: temporal workflow reset --type LastWorkflowTask --workflow-id <id>.',
  example: {
    workflowId: 'order-17',
    eventId: '9999',
    reason: '3 INVALID_ARGUMENT: Workflow task finish ID must be > 1 && <= workflow last event ID.',
  },
});
