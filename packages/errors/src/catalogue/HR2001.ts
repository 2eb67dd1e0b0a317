import { defineError } from '../define-error';

export const HR2001 = defineError<{ subject: string; value: string }>({
  code: 'HR2001',
  title: 'A schedule-to-start timeout is set',
  disposition: 'refuse',
  head: ({ subject, value }) => `${subject} sets scheduleToStartTimeout: ${value}.`,
  why: () =>
    'when workers are busy or being deployed, this timeout fails healthy work that would have run a moment later, and it is never retried.',
  fix: () =>
    "remove scheduleToStartTimeout and watch the task queue's backlog instead; for a host-specific queue or re-routing, add waive: { HR2001: 'the reason' }.",
  example: { subject: 'Activity "charge"', value: "'5 minutes'" },
});
