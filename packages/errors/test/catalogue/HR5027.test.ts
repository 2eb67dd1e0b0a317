import { expect, it } from 'vitest';
import { HR5027 } from '../../src';

it('names who calls, and what to call in its place', () => {
  const { message } = HR5027.error({ caller: 'Activity "charge"' });
  expect(message).toBe(
    [
      '[HR5027] Activity "charge" calls a function of @temporalio/nexus, which belongs into the handler of a Nexus operation.',
      '  Why:     what it gives is that of the operation which is handled, and here is none.',
      '  Fix:     take the client of the activity: getClient() of @handrail/activity, and log, metricMeter and activityInfo() of the same package.',
      '  Docs:    https://handrail.dev/errors/HR5027        (offline: npx handrail explain HR5027)',
    ].join('\n'),
  );
});
