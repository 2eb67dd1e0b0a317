import { defineError } from '../define-error';

export const HR3012 = defineError<{
  /** The class or the module of the converter, where it is known. */
  converter?: string;
  /** In words, what errorToFailure did: `returned undefined`, `threw TypeError: …`. */
  did: string;
  /** The class of the error that it was given. */
  error: string;
}>({
  code: 'HR3012',
  title: 'A failure converter makes no failure',
  disposition: 'report',
  head: ({ converter, did, error }) =>
    `errorToFailure of the failure converter${converter === undefined ? '' : ` ${converter}`} ${did} for an error of type ${error}.`,
  why: () =>
    'the SDK dies of it: the worker stops, and the next worker that gets the task stops, too. This failure is sent in its place, with the type of the error and without its text, which the converter may be there to hide.',
  fix: () =>
    'return a failure for every error, at once and not as a promise: let the converter extend DefaultFailureConverter, change what super.errorToFailure(error, payloadConverter) returns, and return that.',
  example: { converter: 'RedactingConverter', did: 'returned undefined', error: 'CardDeclined' },
});
