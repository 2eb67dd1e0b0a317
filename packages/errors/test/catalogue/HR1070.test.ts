import { expect, it } from 'vitest';
import { HR1070 } from '../../src';

it('names the update, and what the validator gave back in the place of throwing', () => {
  const { message } = HR1070.error({ workflow: 'order', update: 'pay', returned: 'false' });
  expect(message).toBe(
    [
      '[HR1070] The validator of update "pay" in workflow "order" returned false, which rejects nothing: the update was accepted.',
      '  Why:     a validator rejects by throwing, and by nothing else. What it returns nobody reads: the handler runs, with what the validator found to be wrong.',
      "  Fix:     throw where the update is to be rejected: if (cents <= 0) throw new Error('the amount must be positive').",
      '  Docs:    https://handrail.dev/errors/HR1070        (offline: npx handrail explain HR1070)',
    ].join('\n'),
  );
});
