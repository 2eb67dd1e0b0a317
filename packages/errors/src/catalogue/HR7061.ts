import { defineError } from '../define-error';

export const HR7061 = defineError<{ query: string; reason: string }>({
  code: 'HR7061',
  title: 'A query for executions is not understood',
  disposition: 'report',
  head: ({ query, reason }) => `The server does not understand the query ${query}: ${reason}`,
  why: () => 'nothing was looked at.',
  fix: () =>
    'write it as a list filter, with text in quotes: WorkflowType = "order" AND ExecutionStatus = "Running". Custom search attributes have to be registered in the namespace.',
  example: {
    query: `'WorkflowTyp = "order"'`,
    reason: "invalid query: column name 'WorkflowTyp' is not a valid search attribute",
  },
});
