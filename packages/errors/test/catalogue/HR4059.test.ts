import { expect, it } from 'vitest';
import { HR4059 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4059.error({
    workflowId: 'cart-17',
    updateId: 'checkout-1',
  });
  expect(message).toBe(
    [
      '[HR4059] Workflow execution "cart-17" knows no update with the id "checkout-1".',
      '  Why:     it was never accepted (a validator rejected it, or no worker took it before the call ended), or belongs to another run of the workflow.',
      '  Fix:     send the update again with this updateId: one that was accepted is not carried out twice within its run.',
      '  Docs:    https://handrail.dev/errors/HR4059        (offline: npx handrail explain HR4059)',
    ].join('\n'),
  );
});
