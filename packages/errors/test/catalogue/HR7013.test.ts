import { expect, it } from 'vitest';
import { HR7013 } from '../../src';

it("quotes the SDK's words on what does not match", () => {
  const { message } = HR7013.error({
    workflowId: 'order-17',
    workflowType: 'order',
    attempt: 4,
    message: '[TMPRL1100] Nondeterminism error: Activity type of scheduled event does not match',
  });
  expect(message).toBe(
    [
      '[HR7013] Workflow "order-17" (order) cannot go on, in attempt 4 of its workflow task: its code does not do what its history says ([TMPRL1100] Nondeterminism error: Activity type of scheduled event does not match).',
      '  Why:     every task of the execution fails until code is deployed that agrees with the history.',
      '  Fix:     roll the worker back, or guard the change with patched(); where neither is possible, reset the execution to before the change.',
      '  Docs:    https://handrail.dev/errors/HR7013        (offline: npx handrail explain HR7013)',
    ].join('\n'),
  );
});
