import { expect, it } from 'vitest';
import { HR2015 } from '../../src';

it('says which check was left out, that the call went on, and to report it', () => {
  const { message } = HR2015.error({
    subject: 'Activity "charge"',
    guard: 'HR2004',
    error: 'x is not a function',
  });
  expect(message).toBe(
    [
      '[HR2015] Activity "charge" was not checked for HR2004: the guard itself failed: x is not a function',
      '  Why:     a mistake in Handrail must not stop your work: the call goes on, and all other guards have looked at it.',
      "  Fix:     report this with the call's options, and see to what HR2004 asks for yourself until it is mended.",
      '  Docs:    https://handrail.dev/errors/HR2015        (offline: npx handrail explain HR2015)',
    ].join('\n'),
  );
});
