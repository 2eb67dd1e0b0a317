import { expect, it } from 'vitest';
import { HR7027 } from '../../src';

it('says which attempt it is, of how many, and what the last one failed with', () => {
  const { message } = HR7027.error({
    activityType: 'charge',
    activityId: '1',
    attempt: 9,
    limit: 0,
    message: 'provider is down',
    next: 'the next one starts in 40 seconds',
  });
  expect(message).toBe(
    [
      '[HR7027] Activity "charge" (id 1) is in attempt 9, the next one starts in 40 seconds; the last one failed with: provider is down',
      '  Why:     it is tried again without end, and the history shows nothing of it.',
      '  Fix:     repair what it depends on, or fix the activity and deploy it: the next attempt then succeeds by itself.',
      '  Docs:    https://handrail.dev/errors/HR7027        (offline: npx handrail explain HR7027)',
    ].join('\n'),
  );
});
