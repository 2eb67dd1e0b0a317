import { expect, it } from 'vitest';
import { HR1036 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1036.error({ from: 'order()', hazard: 'getHours()', chain: [], may: false });
  expect(message).toBe(
    [
      '[HR1036] order() reaches getHours().',
      '  Why:     the hour and even the day differ between the machines that run a workflow and its replay.',
      "  Fix:     use the UTC methods (getUTCHours, Date.UTC), or name the zone: { timeZone: 'Europe/Paris' }.",
      '  Docs:    https://handrail.dev/errors/HR1036        (offline: npx handrail explain HR1036)',
    ].join('\n'),
  );
});
