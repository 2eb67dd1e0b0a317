import { expect, it } from 'vitest';
import { HR2012 } from '../../src';

it('suggests the option that was meant', () => {
  const { message } = HR2012.error({
    subject: 'Activity "charge"',
    field: 'startToCloseTimout',
    suggestion: 'startToCloseTimeout',
  });
  expect(message).toBe(
    [
      '[HR2012] Activity "charge" has an option startToCloseTimout that does not exist; did you mean startToCloseTimeout?',
      '  Why:     the SDK drops options that it does not know without a word, so what it was meant to do does not happen.',
      '  Fix:     write startToCloseTimeout instead of startToCloseTimout.',
      '  Docs:    https://handrail.dev/errors/HR2012        (offline: npx handrail explain HR2012)',
    ].join('\n'),
  );
});
