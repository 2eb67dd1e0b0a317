import { expect, it } from 'vitest';
import { HR6016 } from '../../src';

it('says what was asked, why it is refused and what to do', () => {
  const { message } = HR6016.error({
    what: 'asked for the recovery point "charge" of the key "order-1" after a statement of its transaction',
    consequence: 'a call to somebody else cannot be rolled back with the transaction',
    remedy: 'call all recovery points before the first operation.query()',
  });
  expect(message).toBe(
    [
      '[HR6016] The ledger was asked for the recovery point "charge" of the key "order-1" after a statement of its transaction.',
      '  Why:     a call to somebody else cannot be rolled back with the transaction.',
      '  Fix:     call all recovery points before the first operation.query().',
      '  Docs:    https://handrail.dev/errors/HR6016        (offline: npx handrail explain HR6016)',
    ].join('\n'),
  );
});
