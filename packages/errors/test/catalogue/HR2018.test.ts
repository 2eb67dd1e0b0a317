import { expect, it } from 'vitest';
import { HR2018 } from '../../src';

it('asks whether the option was meant that resembles it', () => {
  const { message } = HR2018.error({
    subject: 'Activity "charge"',
    field: 'timeout',
    suggestion: 'startToCloseTimeout',
  });
  expect(message).toBe(
    [
      '[HR2018] Activity "charge" has an option timeout that nothing reads; was startToCloseTimeout meant?',
      '  Why:     the SDK drops options that it does not know without a word, so what it was meant to do does not happen.',
      '  Fix:     write startToCloseTimeout instead of timeout; where timeout is a key of your own, keep it out of the options.',
      '  Docs:    https://handrail.dev/errors/HR2018        (offline: npx handrail explain HR2018)',
    ].join('\n'),
  );
});
