import { defineError } from '../define-error';

export const HR7042 = defineError<{ scheduleId: string; reason: string }>({
  code: 'HR7042',
  title: 'A schedule has nothing left to start',
  disposition: 'report',
  head: ({ scheduleId, reason }) => `Schedule "${scheduleId}" starts nothing any more: ${reason}.`,
  why: () => 'it is there and looks well, and will never run again.',
  fix: () => 'raise the number of remaining actions, or give it times that lie ahead.',
  example: { scheduleId: 'nightly', reason: 'its limited number of actions is used up' },
});
