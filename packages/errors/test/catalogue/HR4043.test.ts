import { expect, it } from 'vitest';
import { HR4043 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4043.error({
    workflowId: 'order-17',
    query: 'total',
    reason: "Cannot read properties of undefined (reading 'items')",
  });
  expect(message).toBe(
    [
      '[HR4043] The handler of query "total" in workflow execution "order-17" threw: Cannot read properties of undefined (reading \'items\')',
      '  Why:     the query exists, though the SDK calls this QueryNotRegisteredError; the execution itself goes on unharmed.',
      '  Fix:     let the handler return what there is, also before the state is complete; its stack is in the log of the worker.',
      '  Docs:    https://handrail.dev/errors/HR4043        (offline: npx handrail explain HR4043)',
    ].join('\n'),
  );
});
