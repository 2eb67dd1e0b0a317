import { defineError } from '../define-error';

export const HR7041 = defineError<{
  scheduleId: string;
  skipped: number;
  running: readonly string[];
  /** Of an overlap policy that keeps runs for later. */
  heldBack?: number;
}>({
  code: 'HR7041',
  title: 'A schedule skips its runs because one is still open',
  disposition: 'report',
  head: ({ scheduleId, skipped, running, heldBack = 0 }) =>
    `Schedule "${scheduleId}" ${heldBack > 0 ? `holds back ${runs(heldBack)} because an earlier one is` : `has skipped ${runs(skipped)} because an earlier one was`} still open: ${running.map((each) => `"${each}"`).join(', ')}.`,
  why: ({ heldBack = 0 }) =>
    heldBack > 0
      ? 'under the overlap policies BufferOne and BufferAll one stuck run keeps all later ones waiting, and nothing fails.'
      : 'under the overlap policy Skip one stuck run stops all later ones, and nothing fails.',
  fix: () => 'see why the open run does not end; end it, or choose another overlap policy.',
  example: { scheduleId: 'nightly', skipped: 6, running: ['nightly-2026-03-01T02:00:00Z'] },
});

function runs(count: number): string {
  return `${count} ${count === 1 ? 'run' : 'runs'}`;
}
