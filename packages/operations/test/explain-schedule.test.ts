import { expect, it } from 'vitest';
import { diagnoseSchedule } from '../src/explain-schedule';
import type { ScheduleFacts } from '../src/gather/schedule';
import { ahead, NOW } from './support/facts';

const schedule: ScheduleFacts = {
  scheduleId: 'nightly',
  isPaused: false,
  note: '',
  actions: 12,
  skipped: 0,
  buffered: 0,
  running: [],
  nextActions: [ahead(3_600)],
};
const judge = (more: Partial<ScheduleFacts>) =>
  diagnoseSchedule({ ...schedule, ...more }, { target: { namespace: 'default' }, links: {}, now: NOW });

it.each([
  ['timer-wait', {}],
  ['schedule-paused', { isPaused: true, note: 'migration' }],
  ['schedule-paused', { isPaused: true, nextActions: [] }],
  ['schedule-overlap-skip', { skipped: 6, running: ['nightly-1'] }],
  ['timer-wait', { skipped: 6 }],
  ['schedule-overlap-skip', { skipped: 6, missedSince: 2, running: ['nightly-7'] }],
  // Its open run began at the last of its times.
  ['timer-wait', { skipped: 6, missedSince: 0, running: ['nightly-7'] }],
  // A run that is well lets the next one begin when it ends.
  ['timer-wait', { buffered: 1, running: ['nightly-7'] }],
  ['schedule-exhausted', { nextActions: [] }],
  ['schedule-exhausted', { remainingActions: 0 }],
  // The end of the open run would change nothing.
  ['schedule-exhausted', { remainingActions: 0, skipped: 6, missedSince: 2, running: ['nightly-7'] }],
  ['schedule-overlap-skip', { nextActions: [], skipped: 6, missedSince: 2, running: ['nightly-7'] }],
  ['timer-wait', { remainingActions: 3 }],
] as const)('%s for %j', (cause, more) => {
  expect(judge(more).cause).toBe(cause);
});

it('leads from a schedule that skips to the run that is open', () => {
  const { remedy } = judge({ skipped: 6, running: ['nightly-1'] });
  expect(remedy.map(({ command }) => command)).toEqual([
    'npx handrail why nightly-1',
    "temporal workflow terminate --workflow-id nightly-1 --reason 'it blocks its schedule'",
    'temporal schedule describe --schedule-id nightly',
  ]);
});
