import { defineError } from '../define-error';

export const HR2018 = defineError<{ subject: string; field: string; suggestion: string }>({
  code: 'HR2018',
  title: 'An option that nothing reads was perhaps meant to be another',
  disposition: 'warn',
  head: ({ subject, field, suggestion }) =>
    `${subject} has an option ${field} that nothing reads; was ${suggestion} meant?`,
  why: () => 'the SDK drops options that it does not know without a word, so what it was meant to do does not happen.',
  fix: ({ field, suggestion }) =>
    `write ${suggestion} instead of ${field}; where ${field} is a key of your own, keep it out of the options.`,
  example: { subject: 'Activity "charge"', field: 'timeout', suggestion: 'startToCloseTimeout' },
});
