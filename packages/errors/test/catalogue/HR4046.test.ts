import { expect, it } from 'vitest';
import { HR4046 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4046.error({
    workflowId: 'order-17',
    update: 'pay',
    reason: 'amount must be > 0',
  });
  expect(message).toBe(
    [
      '[HR4046] Update "pay" of workflow execution "order-17" was rejected by its validator: amount must be > 0',
      '  Why:     the handler never ran and the history shows nothing: it is as if the update had not been sent.',
      '  Fix:     send what the validator accepts; a rejection is an answer, not a fault of the workflow.',
      '  Docs:    https://handrail.dev/errors/HR4046        (offline: npx handrail explain HR4046)',
    ].join('\n'),
  );
});
