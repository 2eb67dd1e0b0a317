import { defineError } from '../define-error';

export const HR1016 = defineError<{
  workflow: string;
  /** The name of the update, where it is known. */
  update?: string;
  /** What the validator threw too late, where it did. */
  error?: string;
  place?: string;
}>({
  code: 'HR1016',
  title: 'An update validator is asynchronous',
  disposition: 'task-failure',
  head: ({ workflow, update, error, place }) => {
    const validator = update === undefined ? 'A validator of' : `The validator of update "${update}" in`;
    const where = place === undefined ? '' : ` (${place})`;
    return `${validator} workflow "${workflow}" is asynchronous, so it cannot reject an update${where}${error === undefined ? '.' : `: ${error}`}`;
  },
  why: () =>
    'a validator rejects by throwing before its update is accepted. What it throws later nobody awaits: the update is accepted all the same, and the workflow task fails and is retried until a fix is deployed.',
  fix: () =>
    'make the validator a plain function that looks at its arguments and at the state, and throws. What has to wait belongs into the handler, which can throw ApplicationFailure.nonRetryable.',
  example: { workflow: 'order', error: 'Error: the amount must be positive', place: 'src/workflows.ts:12' },
});
