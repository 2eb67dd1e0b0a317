import { expect, it } from 'vitest';
import { HR2001 } from '../../src';

it('names the activity and the timeout, and offers backlog monitoring and the waiver', () => {
  const { message } = HR2001.error({ subject: 'Activity "charge"', value: "'5 minutes'" });
  expect(message).toBe(
    [
      '[HR2001] Activity "charge" sets scheduleToStartTimeout: \'5 minutes\'.',
      '  Why:     when workers are busy or being deployed, this timeout fails healthy work that would have run a moment later, and it is never retried.',
      "  Fix:     remove scheduleToStartTimeout and watch the task queue's backlog instead; for a host-specific queue or re-routing, add waive: { HR2001: 'the reason' }.",
      '  Docs:    https://handrail.dev/errors/HR2001        (offline: npx handrail explain HR2001)',
    ].join('\n'),
  );
});
