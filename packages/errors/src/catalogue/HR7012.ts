import { defineError } from '../define-error';

export const HR7012 = defineError<{ workflowId: string; workflowType: string; attempt: number; afterCancel: boolean }>({
  code: 'HR7012',
  title: 'Workflow code does not give control back',
  disposition: 'report',
  head: ({ workflowId, workflowType, attempt, afterCancel }) =>
    `The code of workflow "${workflowId}" (${workflowType}) does not give control back within 5 seconds, in attempt ${attempt} of its workflow task${afterCancel ? '; it began when the execution was asked to cancel' : ''}.`,
  why: () =>
    'each attempt blocks a thread of the worker for seconds, for other workflows as well, and ends the same way.',
  fix: ({ afterCancel }) =>
    afterCancel
      ? 'let the loop end on cancellation: rethrow where isCancellation(error) is true, then deploy.'
      : 'find the loop that never awaits, or the long computation, and move it to an activity; then deploy.',
  example: { workflowId: 'order-17', workflowType: 'order', attempt: 4, afterCancel: true },
});
