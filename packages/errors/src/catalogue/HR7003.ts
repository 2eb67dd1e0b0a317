import { defineError } from '../define-error';

export const HR7003 = defineError<{ workflowId: string; workflowType: string; ago: string; waitingFor: string }>({
  code: 'HR7003',
  title: 'A workflow execution ran out of time',
  disposition: 'report',
  head: ({ workflowId, workflowType, ago, waitingFor }) =>
    `Workflow "${workflowId}" (${workflowType}) timed out ${ago} ago while it waited for ${waitingFor}.`,
  why: () => 'a timeout ends an execution without running any of its code: nothing was compensated for.',
  fix: () =>
    'repair what it waited for, raise or remove the workflow timeout, then reset the execution or start it again.',
  example: { workflowId: 'order-17', workflowType: 'order', ago: '2 hours', waitingFor: 'activity "charge"' },
});
