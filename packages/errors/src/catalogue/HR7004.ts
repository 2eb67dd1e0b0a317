import { defineError } from '../define-error';

export const HR7004 = defineError<{
  workflowId: string;
  workflowType: string;
  ago: string;
  by: string;
  reason: string;
}>({
  code: 'HR7004',
  title: 'A workflow execution was terminated',
  disposition: 'report',
  head: ({ workflowId, workflowType, ago, by, reason }) =>
    `Workflow "${workflowId}" (${workflowType}) was terminated ${ago} ago by ${by}: ${reason === '' ? 'no reason was given' : reason}.`,
  why: () => 'termination ends an execution without running any of its code: nothing was compensated for.',
  fix: () => 'read the reason. Where it was a mistake, reset the execution: it goes on from its last workflow task.',
  example: {
    workflowId: 'order-17',
    workflowType: 'order',
    ago: '2 hours',
    by: 'anna@laptop',
    reason: 'duplicate order',
  },
});
