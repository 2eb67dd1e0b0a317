import { expect, it } from 'vitest';
import { HR7015 } from '../../src';

it('names the cause and the message of a failing task', () => {
  const { message } = HR7015.error({
    workflowId: 'order-17',
    workflowType: 'order',
    attempt: 4,
    cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    message: "Cannot read properties of undefined (reading 'price')",
  });
  expect(message).toBe(
    [
      '[HR7015] The workflow task of "order-17" (order) fails, now in attempt 4, with WORKFLOW_WORKER_UNHANDLED_FAILURE: Cannot read properties of undefined (reading \'price\')',
      '  Why:     the execution is open and does nothing: no result, signal or cancellation is processed until a task completes.',
      '  Fix:     fix the code and deploy it: the next attempt then succeeds by itself, and nothing is lost.',
      '  Docs:    https://handrail.dev/errors/HR7015        (offline: npx handrail explain HR7015)',
    ].join('\n'),
  );
});
