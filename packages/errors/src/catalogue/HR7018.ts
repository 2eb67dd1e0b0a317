import { defineError } from '../define-error';

export const HR7018 = defineError<{
  workflowId: string;
  workflowType: string;
  since: string;
  by: string;
  reason: string;
}>({
  code: 'HR7018',
  title: 'A workflow execution is paused',
  disposition: 'report',
  head: ({ workflowId, workflowType, since, by, reason }) =>
    `Workflow "${workflowId}" (${workflowType}) was paused ${since} ago by ${by}: ${reason === '' ? 'no reason was given' : reason}.`,
  why: () => 'a paused execution does nothing until somebody unpauses it, while its timeouts run on.',
  fix: () => 'unpause it once the reason is gone.',
  example: {
    workflowId: 'order-17',
    workflowType: 'order',
    since: '2 hours',
    by: 'anna@laptop',
    reason: 'provider is down',
  },
});
