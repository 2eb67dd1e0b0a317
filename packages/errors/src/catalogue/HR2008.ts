import { defineError } from '../define-error';

export const HR2008 = defineError<{ subject: string }>({
  code: 'HR2008',
  title: 'Retries are switched off with maximumAttempts: 1',
  disposition: 'warn',
  head: ({ subject }) => `${subject} sets maximumAttempts: 1.`,
  why: () =>
    'one attempt does not mean at most one effect: a failed attempt may have taken effect, and a region failover may dispatch it again.',
  fix: () =>
    'make the activity idempotent (a key made in workflow code) and let it retry; throw ApplicationFailure.nonRetryable for errors that a retry cannot cure.',
  example: { subject: 'Activity "charge"' },
});
