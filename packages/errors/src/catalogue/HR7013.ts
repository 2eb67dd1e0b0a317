import { defineError } from '../define-error';

export const HR7013 = defineError<{ workflowId: string; workflowType: string; attempt: number; message: string }>({
  code: 'HR7013',
  title: 'Workflow code does not match a history',
  disposition: 'report',
  head: ({ workflowId, workflowType, attempt, message }) =>
    `Workflow "${workflowId}" (${workflowType}) cannot go on, in attempt ${attempt} of its workflow task: its code does not do what its history says (${message}).`,
  why: () => 'every task of the execution fails until code is deployed that agrees with the history.',
  fix: () =>
    'roll the worker back, or guard the change with patched(); where neither is possible, reset the execution to before the change.',
  example: {
    workflowId: 'order-17',
    workflowType: 'order',
    attempt: 4,
    message: '[TMPRL1100] Nondeterminism error: Activity type of scheduled event does not match',
  },
});
