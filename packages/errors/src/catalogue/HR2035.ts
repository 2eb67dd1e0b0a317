import { defineError } from '../define-error';

export const HR2035 = defineError<{ subject: string; field: string; value: string }>({
  code: 'HR2035',
  title: 'A duration has no unit',
  disposition: 'warn',
  head: ({ subject, field, value }) =>
    `${subject} has ${field}: '${value}' without a unit, which is read as ${value} ${value === '1' ? 'millisecond' : 'milliseconds'}.`,
  why: () => 'a text without a unit counts in milliseconds: what was meant to be seconds or minutes is over at once.',
  fix: ({ field, value }) =>
    `write ${field}: '${value} ${value === '1' ? 'second' : 'seconds'}', or whatever unit is meant; where it is milliseconds, a number says so: ${value}.`,
  example: { subject: 'Activity "charge"', field: 'startToCloseTimeout', value: '30' },
});
