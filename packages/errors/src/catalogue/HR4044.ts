import { defineError } from '../define-error';

export const HR4044 = defineError<{ workflowId: string; query: string }>({
  code: 'HR4044',
  title: 'The query handler is asynchronous',
  disposition: 'report',
  head: ({ workflowId, query }) =>
    `The handler of query "${query}" in workflow execution "${workflowId}" returned a promise.`,
  why: () =>
    'a query only reads: it may not wait, call activities or change anything, so it must return its value at once.',
  fix: () =>
    'make the handler a plain function that returns a variable of the workflow; what has to wait is an update.',
  example: { workflowId: 'order-17', query: 'status' },
});
