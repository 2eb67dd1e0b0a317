import { defineError } from '../define-error';

export const HR7040 = defineError<{ scheduleId: string; note: string }>({
  code: 'HR7040',
  title: 'A schedule is paused',
  disposition: 'report',
  head: ({ scheduleId, note }) => `Schedule "${scheduleId}" is paused: ${note === '' ? 'no note was left' : note}`,
  why: () => 'it starts nothing until somebody unpauses it; what it missed is not made up for.',
  fix: () => 'unpause it, and backfill what was missed if that is wanted.',
  example: { scheduleId: 'nightly', note: 'until the migration is over' },
});
