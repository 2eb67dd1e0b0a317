import { expect, it } from 'vitest';
import { HR2014 } from '../../src';

it('names the option, its value and what is wrong with it', () => {
  const { message } = HR2014.error({
    subject: 'Activity "charge"',
    field: 'retry.maximumInterval',
    value: "'500 ms'",
    reason: 'is under the initialInterval',
  });
  expect(message).toBe(
    [
      `[HR2014] Activity "charge" has retry.maximumInterval: '500 ms', which is under the initialInterval.`,
      "  Why:     the SDK ignores it without a word, or fails on it later and in other words; in workflow code a catch may take that for the activity's own failure.",
      '  Fix:     correct retry.maximumInterval, or leave it out.',
      '  Docs:    https://handrail.dev/errors/HR2014        (offline: npx handrail explain HR2014)',
    ].join('\n'),
  );
});

it('puts a number where it was probably meant', () => {
  const fixOf = (field: string, value: string) =>
    HR2014.problem({ subject: 'Workflow "order"', field, value, reason: 'is not an object' }).fix;
  expect(fixOf('retry', '3')).toBe('write retry: { maximumAttempts: 3 }, or leave it out.');
  expect(fixOf('action.priority', '1')).toBe('write action.priority: { priorityKey: 1 }, or leave it out.');
  expect(fixOf('retry', "'3'")).toBe('correct retry, or leave it out.');
});
