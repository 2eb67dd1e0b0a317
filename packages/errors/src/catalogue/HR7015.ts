import { defineError } from '../define-error';

export const HR7015 = defineError<{
  workflowId: string;
  workflowType: string;
  attempt: number;
  cause: string;
  message: string;
}>({
  code: 'HR7015',
  title: 'The workflow task of an execution fails again and again',
  disposition: 'report',
  head: ({ workflowId, workflowType, attempt, cause, message }) =>
    `The workflow task of "${workflowId}" (${workflowType}) fails, now in attempt ${attempt}, with ${cause}: ${message}`,
  why: () =>
    'the execution is open and does nothing: no result, signal or cancellation is processed until a task completes.',
  fix: () => 'fix the code and deploy it: the next attempt then succeeds by itself, and nothing is lost.',
  example: {
    workflowId: 'order-17',
    workflowType: 'order',
    attempt: 4,
    cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    message: "Cannot read properties of undefined (reading 'price')",
  },
});
