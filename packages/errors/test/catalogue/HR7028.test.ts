import { expect, it } from 'vitest';
import { HR7028 } from '../../src';

it('says since when a cancellation is ignored, and what is pending', () => {
  const { message } = HR7028.error({
    workflowId: 'order-17',
    workflowType: 'order',
    since: '2 hours',
    doing: 'nothing is pending',
  });
  expect(message).toBe(
    [
      '[HR7028] Workflow "order-17" (order) was asked to cancel 2 hours ago, took note of it, and is still open: nothing is pending.',
      '  Why:     whoever asked believes that it has ended. The cancellation was delivered and is not delivered again.',
      '  Fix:     see what it does: cleaning up may take its time. Else terminate it, and fix the catch that swallows CancelledFailure.',
      '  Docs:    https://handrail.dev/errors/HR7028        (offline: npx handrail explain HR7028)',
    ].join('\n'),
  );
});
