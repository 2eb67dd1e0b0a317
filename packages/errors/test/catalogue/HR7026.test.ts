import { expect, it } from 'vitest';
import { HR7026 } from '../../src';

it('says when the next attempt is, and what the last one failed with', () => {
  const { message } = HR7026.error({
    activityType: 'charge',
    activityId: '1',
    attempt: 9,
    wait: '5 hours 12 minutes',
    message: 'provider is down',
  });
  expect(message).toBe(
    [
      '[HR7026] Activity "charge" (id 1) is tried again only in 5 hours 12 minutes, as attempt 9; the last one failed with: provider is down',
      '  Why:     the cause may be gone for hours before anything happens.',
      '  Fix:     once the cause is gone, reset the activity: it runs at once. Then lower maximumInterval in its retry policy.',
      '  Docs:    https://handrail.dev/errors/HR7026        (offline: npx handrail explain HR7026)',
    ].join('\n'),
  );
});
