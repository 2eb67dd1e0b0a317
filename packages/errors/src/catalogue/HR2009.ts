import { defineError } from '../define-error';

export const HR2009 = defineError<{ subject: string }>({
  code: 'HR2009',
  title: 'A workflow has a retry policy',
  disposition: 'warn',
  head: ({ subject }) => `${subject} has a retry policy.`,
  why: () =>
    'a workflow retry starts again from nothing: every completed step, payments included, runs a second time, and a bug is repeated rather than fixed.',
  fix: () =>
    'remove the retry policy and let the activities retry; a failing workflow task resumes by itself once a fix is deployed.',
  example: { subject: 'Workflow "order"' },
});
