import { defineError } from '../define-error';

export const HR7073 = defineError<{ field: string; value: string; reason: string }>({
  code: 'HR7073',
  title: 'An SLA monitor has an option that is not valid',
  disposition: 'report',
  head: ({ field, value, reason }) => `The SLA monitor has ${field}: ${value}, which ${reason}.`,
  why: () => 'a monitor that looks alive and tells nobody is worse than none: it was not started.',
  fix: ({ field }) => `correct ${field}.`,
  example: { field: 'webhook.url', value: "'slack'", reason: 'is not an http or https address' },
});
