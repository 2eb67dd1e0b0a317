import { expect, it } from 'vitest';
import { HR3006 } from '../../src';

it('says how large it is, from where on that is much, and what makes it so', () => {
  const parts = [{ path: 'result.lines', bytes: 419_430, is: 'an array of 4,096' }];
  expect(
    HR3006.error({ subject: 'The result of activity "report"', bytes: 425_984, limit: 131_072, parts }).message,
  ).toBe(
    [
      '[HR3006] The result of activity "report" has a payload of 416 KiB, more than 128 KiB: result.lines is an array of 4,096 (409.6 KiB).',
      '  Why:     it stays in the history, which is read whole at each replay and may not grow over 50 MiB; over 2 MiB it is refused.',
      '  Fix:     keep result.lines in a store of yours and send its key, or raise payload.warnAbove of the policy.',
      '  Docs:    https://handrail.dev/errors/HR3006        (offline: npx handrail explain HR3006)',
    ].join('\n'),
  );
});
