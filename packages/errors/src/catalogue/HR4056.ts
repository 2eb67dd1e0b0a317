import { defineError } from '../define-error';

export const HR4056 = defineError<{ workflowId: string }>({
  code: 'HR4056',
  title: 'The workflow execution was cancelled',
  disposition: 'report',
  head: ({ workflowId }) => `Workflow execution "${workflowId}" was cancelled.`,
  why: () =>
    'somebody asked for it (handle.cancel(), the CLI, or the parent that ended) and the workflow code let it happen.',
  fix: () => 'treat it as an outcome of its own: error.cause instanceof CancelledFailure tells it.',
  example: { workflowId: 'order-17' },
});
