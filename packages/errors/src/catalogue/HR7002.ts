import { defineError } from '../define-error';

export const HR7002 = defineError<{ workflowId: string; workflowType: string; ago: string; reason: string }>({
  code: 'HR7002',
  title: 'A workflow execution failed',
  disposition: 'report',
  head: ({ workflowId, workflowType, ago, reason }) =>
    `Workflow "${workflowId}" (${workflowType}) failed ${ago} ago: ${reason}`,
  why: () => 'a failed execution does not go on by itself: what it had not done stays undone.',
  fix: () => 'fix the cause, then start it again or reset it to the last workflow task that was fine.',
  example: { workflowId: 'order-17', workflowType: 'order', ago: '2 hours', reason: 'card declined' },
});
