import { expect, it } from 'vitest';
import { HR2007 } from '../../src';

it('shows the total and the attempt that uses it up', () => {
  const { message } = HR2007.error({ subject: 'Activity "charge"', total: "'1 minute'", attempt: "'1 minute'" });
  expect(message).toBe(
    [
      "[HR2007] Activity \"charge\" has scheduleToCloseTimeout: '1 minute', which leaves no room for a retry after startToCloseTimeout: '1 minute'.",
      '  Why:     when the first attempt times out, all the time is used up: the retry policy is there but never retries.',
      '  Fix:     raise scheduleToCloseTimeout to several attempts (or leave it out), or lower startToCloseTimeout to what one attempt needs.',
      '  Docs:    https://handrail.dev/errors/HR2007        (offline: npx handrail explain HR2007)',
    ].join('\n'),
  );
});
