import { defineError } from '../define-error';

export const HR1009 = defineError<{ workflow: string; error: string; place?: string; continueAsNew?: boolean }>({
  code: 'HR1009',
  title: 'Workflow code leaves a rejected promise unhandled',
  disposition: 'task-failure',
  head: ({ workflow, error, place, continueAsNew }) =>
    continueAsNew
      ? `Workflow "${workflow}" does not await continueAsNew${place === undefined ? '' : ` (${place})`}.`
      : `Workflow "${workflow}" leaves a promise unhandled that was rejected${place === undefined ? '' : ` (${place})`}: ${error}`,
  why: () =>
    'nobody would learn of what went wrong there. The workflow task is retried until a fix is deployed; the execution stays open.',
  fix: ({ continueAsNew }) =>
    continueAsNew
      ? 'write await continueAsNew(…), outside of any catch: it works by throwing.'
      : 'await the promise, or give it a catch that says what shall happen; to start work and await it later, keep the promise and await it in every path.',
  example: { workflow: 'order', error: 'the card was declined', place: 'src/workflows.ts:31' },
});
