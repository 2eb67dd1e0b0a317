import { defineError } from '../define-error';

export const HR4039 = defineError<{ workflowId: string; reason: string }>({
  code: 'HR4039',
  title: 'The execution takes no more updates',
  disposition: 'report',
  head: ({ workflowId, reason }) => `Workflow execution "${workflowId}" takes no more updates: ${reason}`,
  why: () => 'an execution has at most 10 updates in flight, and 2000 in one run; the update was not recorded.',
  fix: () =>
    'send fewer at a time, use a signal where no answer is needed, and let long-running workflows continue as new (shouldContinueAsNew()), which starts the count again.',
  example: {
    workflowId: 'cart-17',
    reason: '8 RESOURCE_EXHAUSTED: limit on number of concurrent in-flight updates has been reached',
  },
});
