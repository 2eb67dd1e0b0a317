import { expect, it } from 'vitest';
import { HR2014 } from '../../src';

it('names the field of the retry policy, its value and what is wrong with it', () => {
  const { message } = HR2014.error({
    subject: 'Activity "charge"',
    field: 'retry.maximumInterval',
    value: "'500 ms'",
    reason: 'is shorter than the default initialInterval, 1 second',
  });
  expect(message).toBe(
    [
      `[HR2014] Activity "charge" has retry.maximumInterval: '500 ms', which is shorter than the default initialInterval, 1 second.`,
      "  Why:     the SDK throws on it only after the call was made, where a catch in the workflow takes it for the activity's own failure; the server refuses it again and again.",
      '  Fix:     correct retry.maximumInterval, or leave it out: the default retries for ever with growing intervals.',
      '  Docs:    https://handrail.dev/errors/HR2014        (offline: npx handrail explain HR2014)',
    ].join('\n'),
  );
});
