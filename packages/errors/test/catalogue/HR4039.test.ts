import { expect, it } from 'vitest';
import { HR4039 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4039.error({
    workflowId: 'cart-17',
    reason: '8 RESOURCE_EXHAUSTED: limit on number of concurrent in-flight updates has been reached',
  });
  expect(message).toBe(
    [
      '[HR4039] Workflow execution "cart-17" takes no more updates: 8 RESOURCE_EXHAUSTED: limit on number of concurrent in-flight updates has been reached',
      '  Why:     an execution has at most 10 updates in flight, and 2000 in one run; the update was not recorded.',
      '  Fix:     send fewer at a time, use a signal where no answer is needed, and let long-running workflows continue as new (shouldContinueAsNew()), which starts the count again.',
      '  Docs:    https://handrail.dev/errors/HR4039        (offline: npx handrail explain HR4039)',
    ].join('\n'),
  );
});
