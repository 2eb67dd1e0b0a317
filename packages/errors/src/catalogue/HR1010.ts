import { defineError } from '../define-error';

export const HR1010 = defineError<{ workflow: string; error: string; place?: string; hint?: string }>({
  code: 'HR1010',
  title: 'Workflow code threw an error that does not fail the execution',
  disposition: 'task-failure',
  head: ({ workflow, error, place }) =>
    `Workflow "${workflow}" threw ${error}${place === undefined ? '' : ` (${place})`}`,
  why: () =>
    'only a TemporalFailure fails an execution. Any other error counts as a mistake in the code: the workflow task is retried until a fix is deployed, and the execution waits.',
  fix: ({ hint }) =>
    [
      ...(hint === undefined ? [] : [hint]),
      'if it is a mistake in the code, correct it and deploy: the execution goes on by itself.',
      "To fail the execution on purpose, throw ApplicationFailure.nonRetryable('why', 'Type'), or name the class in workflowFailureErrorTypes.",
    ].join('\n'),
  example: { workflow: 'order', error: 'Error: no such customer', place: 'src/workflows.ts:20' },
});
