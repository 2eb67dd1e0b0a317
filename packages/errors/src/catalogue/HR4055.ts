import { defineError } from '../define-error';

export const HR4055 = defineError<{ workflowId: string; reason: string; by?: string }>({
  code: 'HR4055',
  title: 'The workflow execution was terminated',
  disposition: 'report',
  head: ({ workflowId, reason, by }) =>
    `Workflow execution "${workflowId}" was terminated${by === undefined ? '' : ` by ${by}`}: ${reason}`,
  why: () =>
    'a termination asks nobody: no code of the workflow ran, nothing was compensated, and activities that run are not told.',
  fix: () =>
    'ask whoever did it (the identity stands in the last event); to end executions in good order use handle.cancel() and handle it in the workflow.',
  example: { workflowId: 'order-17', reason: 'wrong customer', by: '"alice@laptop"' },
});
