import { expect, it } from 'vitest';
import { HR4058 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4058.error({
    workflowId: 'cart-17',
    update: 'checkout',
  });
  expect(message).toBe(
    [
      '[HR4058] Workflow execution "cart-17" ended before its update "checkout" was complete.',
      '  Why:     the update was accepted, and what its handler had done until then has happened; the rest of it never will.',
      '  Fix:     let the workflow wait for its handlers before it returns or continues as new: await condition(allHandlersFinished); where it was terminated, ask why.',
      '  Docs:    https://handrail.dev/errors/HR4058        (offline: npx handrail explain HR4058)',
    ].join('\n'),
  );
});
