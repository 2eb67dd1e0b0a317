import { defineError } from '../define-error';

export const HR4045 = defineError<{ workflowId: string; query: string; status: string }>({
  code: 'HR4045',
  title: 'The query was rejected because of the state of the execution',
  disposition: 'report',
  head: ({ workflowId, query, status }) =>
    `Query "${query}" was rejected: workflow execution "${workflowId}" is ${status}.`,
  why: () =>
    'the client was made with a queryRejectCondition, which asks the server to refuse queries of executions in such a state.',
  fix: () =>
    'read the result of the execution instead, or leave queryRejectCondition out: closed executions can be queried, too.',
  example: { workflowId: 'order-17', query: 'status', status: 'FAILED' },
});
