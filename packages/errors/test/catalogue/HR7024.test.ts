import { expect, it } from 'vitest';
import { HR7024 } from '../../src';

it('says how much of the heartbeat timeout has passed', () => {
  const { message } = HR7024.error({
    activityType: 'import',
    activityId: '1',
    silence: '55 seconds',
    timeout: '60 seconds',
    identity: '4711@host',
  });
  expect(message).toBe(
    [
      '[HR7024] Activity "import" (id 1) has not sent a heartbeat for 55 seconds, of the 60 seconds that it may; worker 4711@host has it.',
      '  Why:     when the timeout passes, the attempt is over for the server and the activity is tried again, while the first attempt may still be at work.',
      '  Fix:     look at the worker. Where it is merely slow, send heartbeats more often or raise heartbeatTimeout.',
      '  Docs:    https://handrail.dev/errors/HR7024        (offline: npx handrail explain HR7024)',
    ].join('\n'),
  );
});
