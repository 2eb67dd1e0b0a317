import { expect, it } from 'vitest';
import { HR7042 } from '../../src';

it('says why a schedule has nothing left to start', () => {
  const { message } = HR7042.error({ scheduleId: 'nightly', reason: 'its limited number of actions is used up' });
  expect(message).toBe(
    [
      '[HR7042] Schedule "nightly" starts nothing any more: its limited number of actions is used up.',
      '  Why:     it is there and looks well, and will never run again.',
      '  Fix:     raise the number of remaining actions, or give it times that lie ahead.',
      '  Docs:    https://handrail.dev/errors/HR7042        (offline: npx handrail explain HR7042)',
    ].join('\n'),
  );
});
