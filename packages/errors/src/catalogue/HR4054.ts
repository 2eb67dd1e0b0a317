import { defineError } from '../define-error';

export const HR4054 = defineError<{ workflowId: string; reason: string; what: string; remedy: string }>({
  code: 'HR4054',
  title: 'The server terminated the workflow execution',
  disposition: 'report',
  head: ({ workflowId, what, reason }) =>
    `The server itself terminated workflow execution "${workflowId}", because ${what}: ${reason}`,
  why: () =>
    'nobody asked for it: a limit of the server was passed; no code of the workflow ran, and nothing was compensated.',
  fix: ({ remedy }) => `${remedy}.`,
  example: {
    workflowId: 'order-17',
    what: 'the result of the workflow is too large',
    reason: 'BadScheduleActivityAttributes: CompleteWorkflowExecutionCommandAttributes.Result exceeds size limit.',
    remedy: 'return a reference instead of the data (2 MiB is the limit of one value), then start it again',
  },
});
