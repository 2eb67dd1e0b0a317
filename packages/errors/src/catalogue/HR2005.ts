import { defineError } from '../define-error';

export const HR2005 = defineError<{ subject: string; duration: string }>({
  code: 'HR2005',
  title: 'A single activity attempt may run for hours',
  disposition: 'warn',
  head: ({ subject, duration }) => `${subject} may run ${duration} in one attempt.`,
  why: () => 'each deploy or crash throws the attempt away; the longer one is, the less likely it is ever to finish.',
  fix: () =>
    'split the work into smaller activities or page through it with a cursor in the heartbeat details, so that a retry resumes where it stopped.',
  example: { subject: 'Activity "exportLedger"', duration: '5 hours' },
});
