import { expect, it } from 'vitest';
import { HR2006 } from '../../src';

it('shows both timeouts side by side', () => {
  const { message } = HR2006.error({
    subject: 'Activity "charge"',
    heartbeat: "'5 minutes'",
    field: 'startToCloseTimeout',
    limit: "'1 minute'",
  });
  expect(message).toBe(
    [
      "[HR2006] Activity \"charge\" has heartbeatTimeout: '5 minutes', not shorter than its startToCloseTimeout: '1 minute'.",
      '  Why:     the attempt times out before a missed heartbeat could be noticed, so the heartbeat timeout protects nothing.',
      '  Fix:     set heartbeatTimeout to a small part of that, such as a tenth.',
      '  Docs:    https://handrail.dev/errors/HR2006        (offline: npx handrail explain HR2006)',
    ].join('\n'),
  );
});
