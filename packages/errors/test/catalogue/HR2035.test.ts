import { expect, it } from 'vitest';
import { HR2035 } from '../../src';

it('says how it is read, and what was meant', () => {
  const { message } = HR2035.error({ subject: 'Activity "charge"', field: 'startToCloseTimeout', value: '30' });
  expect(message).toBe(
    [
      '[HR2035] Activity "charge" has startToCloseTimeout: \'30\' without a unit, which is read as 30 milliseconds.',
      '  Why:     a text without a unit counts in milliseconds: what was meant to be seconds or minutes is over at once.',
      "  Fix:     write startToCloseTimeout: '30 seconds', or whatever unit is meant; where it is milliseconds, a number says so: 30.",
      '  Docs:    https://handrail.dev/errors/HR2035        (offline: npx handrail explain HR2035)',
    ].join('\n'),
  );
});
