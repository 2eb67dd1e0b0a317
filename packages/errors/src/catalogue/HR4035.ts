import { defineError } from '../define-error';

export const HR4035 = defineError<{
  query: string;
  reason: string;
  /** Where in the query the server stumbled, from 1. */
  position?: number;
  remedy: string;
}>({
  code: 'HR4035',
  title: 'The list query is not valid',
  disposition: 'report',
  head: ({ query, reason }) => `The list query ${query} is not valid: ${reason}`,
  why: ({ position }) =>
    position === undefined
      ? 'nothing was listed.'
      : `nothing was listed; the server counts in a statement of its own, position ${position} there.`,
  fix: ({ remedy }) => `${remedy}.`,
  example: {
    query: '"Foo = \'x\'"',
    reason: "3 INVALID_ARGUMENT: invalid query: invalid expression: column name 'Foo' is not a valid search attribute",
    remedy: 'name a search attribute that exists (temporal operator search-attribute list)',
  },
});
