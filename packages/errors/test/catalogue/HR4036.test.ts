import { expect, it } from 'vitest';
import { HR4036 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4036.error({
    subject: 'Workflow "report"',
    spec: "cronSchedule 'each day'",
    reason: '3 INVALID_ARGUMENT: invalid CronSchedule.',
  });
  expect(message).toBe(
    [
      '[HR4036] Workflow "report" has times that are not valid, cronSchedule \'each day\': 3 INVALID_ARGUMENT: invalid CronSchedule.',
      '  Why:     nothing was created or changed.',
      "  Fix:     write five fields (minute hour day month weekday: '0 9 * * 1-5') or '@every 1h', hours up to 23, months 'JANUARY' or 1, and a time zone by its IANA name ('Europe/Berlin').",
      '  Docs:    https://handrail.dev/errors/HR4036        (offline: npx handrail explain HR4036)',
    ].join('\n'),
  );
});
