import { expect, it } from 'vitest';
import { HR7040 } from '../../src';

it('shows the note that was left with a paused schedule', () => {
  const { message } = HR7040.error({ scheduleId: 'nightly', note: 'until the migration is over' });
  expect(message).toBe(
    [
      '[HR7040] Schedule "nightly" is paused: until the migration is over',
      '  Why:     it starts nothing until somebody unpauses it; what it missed is not made up for.',
      '  Fix:     unpause it, and backfill what was missed if that is wanted.',
      '  Docs:    https://handrail.dev/errors/HR7040        (offline: npx handrail explain HR7040)',
    ].join('\n'),
  );
});
