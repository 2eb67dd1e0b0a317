import { defineError } from '../define-error';

export const HR1004 = defineError<{ workflowType: string; kind: string }>({
  code: 'HR1004',
  title: 'A workflow type is exported, but is not a function',
  disposition: 'task-failure',
  head: ({ workflowType, kind }) =>
    `The export "${workflowType}" of the workflow bundle is ${kind}, not a workflow function.`,
  why: () =>
    'the workflow task fails and is retried until a fix is deployed; the execution stays open, and nothing of it is lost.',
  fix: ({ workflowType }) => `export the workflow function itself as ${workflowType}, and deploy.`,
  example: { workflowType: 'order', kind: 'an object' },
});
