import { expect, it } from 'vitest';
import { HR2004 } from '../../src';

it('says how long a dead worker would go unnoticed, and which heartbeat to set', () => {
  const { message } = HR2004.error({ subject: 'Activity "charge"', duration: '3 hours', field: 'startToCloseTimeout' });
  expect(message).toBe(
    [
      '[HR2004] Activity "charge" may run 3 hours without a heartbeat.',
      '  Why:     if its worker dies, nobody notices for 3 hours: the workflow just looks stuck.',
      "  Fix:     set heartbeatTimeout: '30 seconds' and call heartbeat() in the activity, or lower startToCloseTimeout.",
      '  Docs:    https://handrail.dev/errors/HR2004        (offline: npx handrail explain HR2004)',
    ].join('\n'),
  );
});

it('sends a local activity to the two ways it has, since it cannot heartbeat', () => {
  const { message } = HR2004.error({
    subject: 'Local activity "resize"',
    duration: '2 hours',
    field: 'scheduleToCloseTimeout',
    local: true,
  });
  expect(message).toBe(
    [
      '[HR2004] Local activity "resize" may run 2 hours without a heartbeat.',
      '  Why:     if its worker dies, nobody notices for 2 hours: the workflow just looks stuck.',
      '  Fix:     lower scheduleToCloseTimeout, or make it a normal activity: a local one cannot heartbeat.',
      '  Docs:    https://handrail.dev/errors/HR2004        (offline: npx handrail explain HR2004)',
    ].join('\n'),
  );
});
