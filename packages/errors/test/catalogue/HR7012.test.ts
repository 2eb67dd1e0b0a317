import { expect, it } from 'vitest';
import { HR7012 } from '../../src';

it('says that a loop began with a cancellation, where it did', () => {
  const { message } = HR7012.error({ workflowId: 'order-17', workflowType: 'order', attempt: 4, afterCancel: true });
  expect(message).toBe(
    [
      '[HR7012] The code of workflow "order-17" (order) does not give control back within 5 seconds, in attempt 4 of its workflow task; it began when the execution was asked to cancel.',
      '  Why:     each attempt blocks a thread of the worker for seconds, for other workflows as well, and ends the same way.',
      '  Fix:     let the loop end on cancellation: rethrow where isCancellation(error) is true, then deploy.',
      '  Docs:    https://handrail.dev/errors/HR7012        (offline: npx handrail explain HR7012)',
    ].join('\n'),
  );
});
