import { defineError } from '../define-error';

export const HR2007 = defineError<{ subject: string; total: string; attempt: string }>({
  code: 'HR2007',
  title: 'There is no room for a single retry',
  disposition: 'warn',
  head: ({ subject, total, attempt }) =>
    `${subject} has scheduleToCloseTimeout: ${total}, which leaves no room for a retry after startToCloseTimeout: ${attempt}.`,
  why: () => 'when the first attempt times out, all the time is used up: the retry policy is there but never retries.',
  fix: () =>
    'raise scheduleToCloseTimeout to several attempts (or leave it out), or lower startToCloseTimeout to what one attempt needs.',
  example: { subject: 'Activity "charge"', total: "'1 minute'", attempt: "'1 minute'" },
});
