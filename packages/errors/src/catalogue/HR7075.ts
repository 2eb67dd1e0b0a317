import { defineError } from '../define-error';

export const HR7075 = defineError<{ field: string; value: string; reason: string }>({
  code: 'HR7075',
  title: 'A repair has an option that is not valid',
  disposition: 'report',
  head: ({ field, value, reason }) => `The repair has ${field}: ${value}, which ${reason}.`,
  why: () => 'it would repair other executions than those that are meant: nothing was looked at and nothing changed.',
  fix: ({ field }) => `correct ${field}.`,
  example: { field: 'before.time', value: "'yesterday'", reason: 'is not a time such as 2026-03-01T12:00:00Z' },
});
