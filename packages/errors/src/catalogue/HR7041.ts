import { defineError } from '../define-error';

export const HR7041 = defineError<{ scheduleId: string; skipped: number; running: readonly string[] }>({
  code: 'HR7041',
  title: 'A schedule skips its runs because one is still open',
  disposition: 'report',
  head: ({ scheduleId, skipped, running }) =>
    `Schedule "${scheduleId}" has skipped ${skipped} ${skipped === 1 ? 'run' : 'runs'} because an earlier one was still open: ${running.map((each) => `"${each}"`).join(', ')}.`,
  why: () => 'under the overlap policy Skip one stuck run stops all later ones, and nothing fails.',
  fix: () => 'see why the open run does not end; end it, or choose another overlap policy.',
  example: { scheduleId: 'nightly', skipped: 6, running: ['nightly-2026-03-01T02:00:00Z'] },
});
