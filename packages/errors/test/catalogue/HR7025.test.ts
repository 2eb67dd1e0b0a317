import { expect, it } from 'vitest';
import { HR7025 } from '../../src';

it('names the worker that is gone, and when it was last seen', () => {
  const { message } = HR7025.error({
    activityType: 'charge',
    activityId: '1',
    identity: '4711@host',
    since: '3 minutes',
    lastSeen: 'last seen 2 minutes ago',
  });
  expect(message).toBe(
    [
      '[HR7025] Activity "charge" (id 1) was started 3 minutes ago by worker 4711@host, which no longer polls (last seen 2 minutes ago): its result will most likely never come.',
      '  Why:     without a heartbeat timeout the server does not notice: nothing happens until the start-to-close timeout.',
      '  Fix:     fail the activity by hand, so that it is tried again under its retry policy; then give it a heartbeat timeout.',
      '  Docs:    https://handrail.dev/errors/HR7025        (offline: npx handrail explain HR7025)',
    ].join('\n'),
  );
});
