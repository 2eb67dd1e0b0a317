import { defineError } from '../define-error';

export const HR2015 = defineError<{ subject: string; value: string }>({
  code: 'HR2015',
  title: 'A lifetime is not valid',
  disposition: 'refuse',
  head: ({ subject, value }) => `${subject} has lifetime: ${value}; the only lifetime is 'unbounded'.`,
  why: () =>
    'taken for no lifetime at all it would leave the default run timeout in place, and a workflow meant to live on would be killed after weeks.',
  fix: () =>
    "write lifetime: 'unbounded' for a workflow that never ends, or set workflowRunTimeout, or leave both out.",
  example: { subject: 'Workflow "customer"', value: "'forever'" },
});
