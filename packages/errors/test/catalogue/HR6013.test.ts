import { expect, it } from 'vitest';
import { HR6013 } from '../../src';

it('names the key and how to make another one', () => {
  const { message } = HR6013.error({ key: 'charge/order-1' });
  expect(message).toBe(
    [
      '[HR6013] The key "charge/order-1" was used before, with other arguments.',
      '  Why:     what the ledger knows under this key is another operation: its result would be a wrong answer, and this call would be lost.',
      "  Fix:     make the key in workflow code from what names this operation, with an occurrence where it happens more than once: operationKey('charge', '2026-11').",
      '  Docs:    https://handrail.dev/errors/HR6013        (offline: npx handrail explain HR6013)',
    ].join('\n'),
  );
});
