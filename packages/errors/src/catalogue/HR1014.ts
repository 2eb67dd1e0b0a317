import { defineError } from '../define-error';

export const HR1014 = defineError<{
  workflow: string;
  /** The function of the SDK, where the stack names it. */
  call?: string;
  /** What the SDK says. */
  reason: string;
  remedy?: string;
  place?: string;
}>({
  code: 'HR1014',
  title: 'Workflow code hands the SDK what it cannot use',
  disposition: 'task-failure',
  head: ({ workflow, call, reason, place }) =>
    `Workflow "${workflow}" hands ${call ?? 'the SDK'} what it cannot use${place === undefined ? '' : ` (${place})`}: ${reason}`,
  why: () =>
    'what the SDK throws then is no TemporalFailure, so the workflow task is retried until a fix is deployed, and the execution waits.',
  fix: ({ remedy, call }) =>
    `${remedy ?? `look at what is passed to ${call ?? 'the SDK there'}: an any or a cast has kept the compiler from checking it`}.`,
  example: {
    workflow: 'order',
    call: 'setHandler',
    reason: "Expected handler to be either a function or 'undefined'. Got: 'string'",
    remedy: 'pass a function: setHandler(definition, (…) => …)',
    place: 'src/workflows.ts:8',
  },
});
