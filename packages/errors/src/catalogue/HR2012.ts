import { defineError } from '../define-error';

export const HR2012 = defineError<{ subject: string; field: string; suggestion: string }>({
  code: 'HR2012',
  title: 'An option does not exist',
  disposition: 'refuse',
  head: ({ subject, field, suggestion }) =>
    `${subject} has an option ${field} that does not exist; did you mean ${suggestion}?`,
  why: () => 'the SDK drops options that it does not know without a word, so what it was meant to do does not happen.',
  fix: ({ field, suggestion }) => `write ${suggestion} instead of ${field}.`,
  example: { subject: 'Activity "charge"', field: 'startToCloseTimout', suggestion: 'startToCloseTimeout' },
});
