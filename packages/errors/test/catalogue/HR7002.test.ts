import { expect, it } from 'vitest';
import { HR7002 } from '../../src';

it('says which execution failed, when and of what', () => {
  const { message } = HR7002.error({
    workflowId: 'order-17',
    workflowType: 'order',
    ago: '2 hours',
    reason: 'card declined',
  });
  expect(message).toBe(
    [
      '[HR7002] Workflow "order-17" (order) failed 2 hours ago: card declined',
      '  Why:     a failed execution does not go on by itself: what it had not done stays undone.',
      '  Fix:     fix the cause, then start it again or reset it to the last workflow task that was fine.',
      '  Docs:    https://handrail.dev/errors/HR7002        (offline: npx handrail explain HR7002)',
    ].join('\n'),
  );
});
