import { expect, it } from 'vitest';
import { type Attempt, untilAnswered } from '../../src/internal/until-answered';

const LOST = { cutOff: 'reset-workflow: unavailable (Connection dropped)' };
const loss = 'the server did not say whether it was done (reset-workflow: unavailable (Connection dropped))';
const skipped = (why: string) => ({ outcome: 'skipped' as const, why });

/** Tries that give these, one after the other; the last one again and again. */
async function after(
  attempts: readonly Attempt[],
  {
    runs,
    isUnsure = false,
    pauses = 9,
  }: { readonly runs?: (string | undefined)[]; readonly isUnsure?: boolean; readonly pauses?: number } = {},
) {
  let tries = 0;
  let paused = 0;
  const result = await untilAnswered({
    attempt: async () => attempts[Math.min(tries++, attempts.length - 1)]!,
    findRun: runs && (async () => runs.shift()),
    isUnsure,
    pause: async () => paused++ < pauses,
  });
  return { ...result, tries };
}

it('finds the run of a reset whose answer was lost', async () => {
  expect(await after([LOST], { runs: ['r2'] })).toEqual({ outcome: 'repaired', newRunId: 'r2', tries: 1 });
  const late = await after([LOST, skipped('a later run has followed it')], { runs: [undefined, 'r2'] });
  expect(late).toEqual({ outcome: 'repaired', newRunId: 'r2', tries: 2 });
});

it('asks again for a reset that the server does not show', async () => {
  expect(await after([LOST, { outcome: 'repaired', newRunId: 'r2' }], { runs: [] })).toMatchObject({
    outcome: 'repaired',
    newRunId: 'r2',
  });
});

it('does not call failed what may be done', async () => {
  expect(await after([LOST], { runs: [] })).toEqual({ outcome: 'unknown', why: loss, tries: 4 });
  const gone = { outcome: 'failed' as const, why: 'it could not be described' };
  expect(await after([LOST, gone])).toEqual({ outcome: 'unknown', why: loss, tries: 4 });
  expect(await after([LOST], { pauses: 0 })).toEqual({ outcome: 'unknown', why: loss, tries: 1 });
  expect(await after([LOST, 'rate limited'])).toEqual({ outcome: 'unknown', why: loss, tries: 4 });
});

it('takes an activity that is well after its answer was lost for freed, and a run that may yet be reset not', async () => {
  const well = skipped('it is well by now');
  const why = `${loss}; looked at again: it is well by now`;
  expect(await after([LOST, well])).toMatchObject({ outcome: 'repaired', why });
  expect(await after([LOST, well], { runs: [] })).toMatchObject({ outcome: 'unknown', why });
  const other = skipped('its verdict is activity-retrying by now');
  expect(await after([LOST, other])).toMatchObject({
    outcome: 'unknown',
    why: `${loss}; looked at again: its verdict is activity-retrying by now`,
  });
});

it('tells of an earlier call that did not hear of its reset', async () => {
  const followed = skipped('a later run has followed it');
  expect(await after([followed], { isUnsure: true, runs: ['r2'] })).toMatchObject({ outcome: 'repaired' });
  expect(await after([followed], { isUnsure: true, runs: [] })).toMatchObject(followed);
  expect(await after([followed], { runs: ['r2'] })).toMatchObject(followed);
});

it('asks a server that refuses for its limits again, and says at last that it did', async () => {
  expect(await after(['rate limited', { outcome: 'repaired' }])).toMatchObject({ outcome: 'repaired', tries: 2 });
  expect(await after(['rate limited'])).toEqual({
    outcome: 'failed',
    why: 'the server refused to answer because of its limits',
    tries: 4,
  });
});
