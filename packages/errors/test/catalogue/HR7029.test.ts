import { expect, it } from 'vitest';
import { HR7029 } from '../../src';

it('leads to the child that is stuck', () => {
  const { message } = HR7029.error({
    workflowId: 'order-17',
    childId: 'shipment-17',
    cause: 'no-workflow-worker',
    headline: 'No worker polls task queue "shipping".',
  });
  expect(message).toBe(
    [
      '[HR7029] Workflow "order-17" waits for workflow "shipment-17", which is stuck (no-workflow-worker): No worker polls task queue "shipping".',
      '  Why:     the parent goes on when the child does, and not before.',
      '  Fix:     do what the verdict of the child says.',
      '  Docs:    https://handrail.dev/errors/HR7029        (offline: npx handrail explain HR7029)',
    ].join('\n'),
  );
});
