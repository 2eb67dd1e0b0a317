import { expect, it } from 'vitest';
import { HR2013 } from '../../src';

it("repeats the getter's own error", () => {
  const { message } = HR2013.error({
    subject: 'Activity "charge"',
    field: 'startToCloseTimeout',
    error: 'settings are not loaded',
  });
  expect(message).toBe(
    [
      '[HR2013] Activity "charge" has an option startToCloseTimeout whose getter throws: settings are not loaded',
      '  Why:     an option that cannot be read cannot be checked, and the SDK would fail on it half-way.',
      '  Fix:     give startToCloseTimeout a plain value.',
      '  Docs:    https://handrail.dev/errors/HR2013        (offline: npx handrail explain HR2013)',
    ].join('\n'),
  );
});
