import { expect, it } from 'vitest';
import { HR6012 } from '../../src';

it('names the part and its value, and shows a key that names something', () => {
  const { message } = HR6012.error({ part: 'id', value: 'undefined' });
  expect(message).toBe(
    [
      '[HR6012] The id of an operation key is undefined, which names nothing.',
      '  Why:     a key that is made of nothing is the same for everything, so every operation but the first would count as a repetition.',
      "  Fix:     give operationKey() a text that names what is done: operationKey('charge').",
      '  Docs:    https://handrail.dev/errors/HR6012        (offline: npx handrail explain HR6012)',
    ].join('\n'),
  );
  expect(HR6012.problem({ part: 'occurrence', value: 'NaN' }).fix).toBe(
    "give operationKey() a text or a whole number that names the occasion: operationKey('charge', '2026-11').",
  );
});
