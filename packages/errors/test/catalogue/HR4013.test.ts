import { expect, it } from 'vitest';
import { HR4013 } from '../../src';

it('names the schedule and how to change it', () => {
  const { message } = HR4013.error({ scheduleId: 'nightly-report' });
  expect(message).toBe(
    [
      '[HR4013] A schedule with the id "nightly-report" exists already.',
      '  Why:     nothing was changed: the schedule that is there goes on with its own times and action.',
      "  Fix:     change it with client.schedule.getHandle('nightly-report').update(…), or delete it first and create it again.",
      '  Docs:    https://handrail.dev/errors/HR4013        (offline: npx handrail explain HR4013)',
    ].join('\n'),
  );
});
