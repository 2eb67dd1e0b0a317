import { defineError } from '../define-error';

export const HR2030 = defineError<{ scheduleId: string; reason: string }>({
  code: 'HR2030',
  title: 'A schedule never starts anything',
  disposition: 'warn',
  head: ({ scheduleId, reason }) => `Schedule "${scheduleId}" will never start anything by itself: ${reason}.`,
  why: () => 'the server takes it, and it looks like one that waits for its next time.',
  fix: () => 'give it times that lie ahead; one that is only triggered by hand needs no times, spec: {}.',
  example: { scheduleId: 'nightly', reason: 'spec.endAt, 2020-01-01T00:00:00.000Z, has passed' },
});
