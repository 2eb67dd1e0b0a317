import { expect, it } from 'vitest';
import { HR4044 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4044.error({
    workflowId: 'order-17',
    query: 'status',
  });
  expect(message).toBe(
    [
      '[HR4044] The handler of query "status" in workflow execution "order-17" returned a promise.',
      '  Why:     a query only reads: it may not wait, call activities or change anything, so it must return its value at once.',
      '  Fix:     make the handler a plain function that returns a variable of the workflow; what has to wait is an update.',
      '  Docs:    https://handrail.dev/errors/HR4044        (offline: npx handrail explain HR4044)',
    ].join('\n'),
  );
});
