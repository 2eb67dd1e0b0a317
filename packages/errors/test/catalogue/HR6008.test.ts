import { expect, it } from 'vitest';
import { HR6008 } from '../../src';

it('says why, and what to change in the check', () => {
  const { message } = HR6008.error({
    activity: 'charge',
    reason: 'the clean run changed nothing that the world "memory" shows',
    remedy:
      "give the world the fakes that the activity really uses, or declare effects: 'none' for one that only reads",
  });
  expect(message).toBe(
    [
      '[HR6008] Activity "charge" could not be judged: the clean run changed nothing that the world "memory" shows.',
      '  Why:     a check that has not seen the effects would pass whatever the activity does.',
      "  Fix:     give the world the fakes that the activity really uses, or declare effects: 'none' for one that only reads.",
      '  Docs:    https://handrail.dev/errors/HR6008        (offline: npx handrail explain HR6008)',
    ].join('\n'),
  );
});
