import { defineError } from '../define-error';

export const HR7028 = defineError<{ workflowId: string; workflowType: string; since: string; doing: string }>({
  code: 'HR7028',
  title: 'A workflow goes on although it was asked to cancel',
  disposition: 'report',
  head: ({ workflowId, workflowType, since, doing }) =>
    `Workflow "${workflowId}" (${workflowType}) was asked to cancel ${since} ago, took note of it, and is still open: ${doing}.`,
  why: () => 'whoever asked believes that it has ended. The cancellation was delivered and is not delivered again.',
  fix: () =>
    'see what it does: cleaning up may take its time. Else terminate it, and fix the catch that swallows CancelledFailure.',
  example: { workflowId: 'order-17', workflowType: 'order', since: '2 hours', doing: 'nothing is pending' },
});
