import { defineError } from '../define-error';

export const HR4043 = defineError<{ workflowId: string; query: string; reason: string }>({
  code: 'HR4043',
  title: 'The query handler threw an error',
  disposition: 'report',
  head: ({ workflowId, query, reason }) =>
    `The handler of query "${query}" in workflow execution "${workflowId}" threw: ${reason}`,
  why: () =>
    'the query exists, though the SDK calls this QueryNotRegisteredError; the execution itself goes on unharmed.',
  fix: () =>
    'let the handler return what there is, also before the state is complete; its stack is in the log of the worker.',
  example: { workflowId: 'order-17', query: 'total', reason: "Cannot read properties of undefined (reading 'items')" },
});
