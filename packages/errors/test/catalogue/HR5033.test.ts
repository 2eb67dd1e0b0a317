import { expect, it } from 'vitest';
import { HR5033 } from '../../src';

it('says what heartbeats without a timeout are worth', () => {
  const { message } = HR5033.error({ activityType: 'copyRows' });
  expect(message).toBe(
    [
      '[HR5033] Activity "copyRows" calls heartbeat(), and was scheduled without a heartbeatTimeout.',
      '  Why:     nobody misses its heartbeats: where its worker dies, the next attempt begins only after startToCloseTimeout. The SDK also sends but one in 30 seconds then, and a cancellation arrives with its answer, that late.',
      "  Fix:     set heartbeatTimeout where the workflow makes its proxy, to a few times the longest pause between two heartbeats: proxyActivities({ startToCloseTimeout: …, heartbeatTimeout: '30 seconds' }).",
      '  Docs:    https://handrail.dev/errors/HR5033        (offline: npx handrail explain HR5033)',
    ].join('\n'),
  );
});
