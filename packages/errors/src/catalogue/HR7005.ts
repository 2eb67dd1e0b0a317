import { defineError } from '../define-error';

export const HR7005 = defineError<{ workflowId: string; workflowType: string; ago: string }>({
  code: 'HR7005',
  title: 'A workflow execution was cancelled',
  disposition: 'report',
  head: ({ workflowId, workflowType, ago }) => `Workflow "${workflowId}" (${workflowType}) was cancelled ${ago} ago.`,
  why: () => 'a cancelled execution is over; activities that it had left to run may still end.',
  fix: () => 'nothing, if it was meant; else start it again.',
  example: { workflowId: 'order-17', workflowType: 'order', ago: '2 hours' },
});
