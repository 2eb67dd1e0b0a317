import { expect, it } from 'vitest';
import { HR7020 } from '../../src';

it('says who paused an activity, and why', () => {
  const { message } = HR7020.error({
    activityType: 'charge',
    activityId: '1',
    since: '2 hours',
    by: 'anna@laptop',
    reason: 'provider is down',
    stillRuns: false,
  });
  expect(message).toBe(
    [
      '[HR7020] Activity "charge" (id 1) was paused 2 hours ago by anna@laptop: provider is down.',
      '  Why:     a paused activity is not tried again until somebody unpauses it, while its schedule-to-close timeout runs on.',
      '  Fix:     unpause it once the reason is gone.',
      '  Docs:    https://handrail.dev/errors/HR7020        (offline: npx handrail explain HR7020)',
    ].join('\n'),
  );
});
