import { expect, it } from 'vitest';
import { HR1046 } from '../../src';

it('names the call that never runs, and the scope for it', () => {
  const { message } = HR1046.error({ workflow: 'order', call: 'activity "refund"' });
  expect(message).toContain(
    '[HR1046] Workflow "order" was cancelled, and so is what it calls then: activity "refund" never runs.',
  );
  expect(message).toContain('CancellationScope.nonCancellable(');
});
