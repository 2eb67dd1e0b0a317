import { expect, it } from 'vitest';
import { HR7041 } from '../../src';

it('names the run that is open, and how many were skipped', () => {
  const { message } = HR7041.error({ scheduleId: 'nightly', skipped: 6, running: ['nightly-2026-03-01T02:00:00Z'] });
  expect(message).toBe(
    [
      '[HR7041] Schedule "nightly" has skipped 6 runs because an earlier one was still open: "nightly-2026-03-01T02:00:00Z".',
      '  Why:     under the overlap policy Skip one stuck run stops all later ones, and nothing fails.',
      '  Fix:     see why the open run does not end; end it, or choose another overlap policy.',
      '  Docs:    https://handrail.dev/errors/HR7041        (offline: npx handrail explain HR7041)',
    ].join('\n'),
  );
});

it('tells of runs that are held back', () => {
  const error = HR7041.error({ scheduleId: 'nightly', skipped: 0, heldBack: 1, running: ['nightly-1'] });
  expect(error.message.split('\n').slice(0, 2)).toEqual([
    '[HR7041] Schedule "nightly" holds back 1 run because an earlier one is still open: "nightly-1".',
    '  Why:     under the overlap policies BufferOne and BufferAll one stuck run keeps all later ones waiting, and nothing fails.',
  ]);
});
