import { defineError } from '../define-error';

export const HR4033 = defineError<{
  operation: string;
  /** What was refused, in words: `the workflow id`. */
  what: string;
  /** The value as it may be shown. */
  value?: string;
  reason: string;
  remedy: string;
  /** Where it was not the server. */
  by?: 'the SDK';
}>({
  code: 'HR4033',
  title: 'A value of the call was refused',
  disposition: 'report',
  head: ({ operation, what, value, reason, by = 'the Temporal server' }) =>
    `${operation}: ${by} refused ${what}${value === undefined ? '' : ` ${value}`}: ${reason}`,
  why: () => 'nothing was done, and the same call will always be refused.',
  fix: ({ remedy }) => `${remedy}.`,
  example: {
    operation: 'workflow.describe',
    what: 'the run id',
    value: "'order-17'",
    reason: '3 INVALID_ARGUMENT: Invalid RunId.',
    remedy: 'pass the run id that a start or a description gave (a UUID), or none for the latest run',
  },
});
