import { defineError } from '../define-error';

export const HR5045 = defineError<{
  subject: string;
  /** The class of the error. */
  error: string;
  field: string;
}>({
  code: 'HR5045',
  title: 'An error has a field that only an ApplicationFailure has',
  disposition: 'warn',
  head: ({ subject, error, field }) =>
    `${subject} threw ${error} with the field ${field}, which only an ApplicationFailure has.`,
  why: ({ field }) =>
    field === 'nonRetryable'
      ? 'the SDK does not read it: the retry policy alone says whether the activity is tried again.'
      : 'the SDK does not read it: the next attempt comes when the retry policy says.',
  fix: ({ error, field }) =>
    [
      `throw ApplicationFailure.fromError(error, { ${field} }), or ApplicationFailure.create({ message, type: '${error}', ${field} }).`,
      ...(field === 'nonRetryable'
        ? [`Or name the class where the activity is called: retry: { nonRetryableErrorTypes: ['${error}'] }.`]
        : []),
    ].join('\n'),
  example: { subject: 'Activity "charge"', error: 'CardDeclined', field: 'nonRetryable' },
});
