import { defineError } from '../define-error';

export const HR7032 = defineError<{ workflowId: string; size: string; limit: string }>({
  code: 'HR7032',
  title: 'A history comes near the limit of the server',
  disposition: 'report',
  head: ({ workflowId, size, limit }) => `The history of workflow "${workflowId}" has ${size}, and ${limit}.`,
  why: () =>
    'at the limit the server terminates the execution, without running any of its code; before that every replay gets slower.',
  fix: () => 'let the workflow continue as new: it keeps its id and starts with an empty history.',
  example: { workflowId: 'order-17', size: '45,000 events', limit: 'the server ends executions at 51,200 events' },
});
