import { expect, it } from 'vitest';
import { HR4045 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4045.error({
    workflowId: 'order-17',
    query: 'status',
    status: 'FAILED',
  });
  expect(message).toBe(
    [
      '[HR4045] Query "status" was rejected: workflow execution "order-17" is FAILED.',
      '  Why:     the client was made with a queryRejectCondition, which asks the server to refuse queries of executions in such a state.',
      '  Fix:     read the result of the execution instead, or leave queryRejectCondition out: closed executions can be queried, too.',
      '  Docs:    https://handrail.dev/errors/HR4045        (offline: npx handrail explain HR4045)',
    ].join('\n'),
  );
});
