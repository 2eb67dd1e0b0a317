import { defineError } from '../define-error';
import { invalidValue } from '../internal/invalid-value';

export const HR2010 = defineError<{
  subject: string;
  field: string;
  value: string;
  reason: string;
  suggestion?: string;
}>({
  code: 'HR2010',
  title: 'A duration is not valid',
  disposition: 'refuse',
  head: invalidValue,
  why: () => 'the server would refuse it, or silently take it for "no timeout".',
  fix: ({ field, value, reason, suggestion }) =>
    reason.startsWith('is a point in time') || isDate(value)
      ? `${field} is how long it takes, not until when: give it what is left until then, Number(then) - Date.now().`
      : suggestion === undefined
        ? `give ${field} a duration such as '30 seconds', a number of milliseconds, or leave it out.`
        : `write ${field}: ${suggestion}.`,
  example: {
    subject: 'Activity "charge"',
    field: 'startToCloseTimeout',
    value: "'3 weekz'",
    reason: 'is not a duration',
    suggestion: "'3 weeks'",
  },
});

/** A date as a text. */
function isDate(value: string): boolean {
  return /^'\d{4}-\d\d-\d\d/.test(value);
}
