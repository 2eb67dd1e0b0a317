import { expect, it } from 'vitest';
import { HR6012 } from '../../src';

it('names the part, its value and what it must be', () => {
  const { message } = HR6012.error({
    part: 'id',
    value: 'undefined',
    expected: "a text that names what is done: 'charge'",
  });
  expect(message).toBe(
    [
      "[HR6012] The id of an operation key is undefined, but must be a text that names what is done: 'charge'.",
      '  Why:     a key that is made of nothing is the same for everything, so every operation but the first would count as a repetition.',
      "  Fix:     give operationKey() as id a text that names what is done: 'charge'.",
      '  Docs:    https://handrail.dev/errors/HR6012        (offline: npx handrail explain HR6012)',
    ].join('\n'),
  );
});
