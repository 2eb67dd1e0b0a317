import { expect, it } from 'vitest';
import { HR8006 } from '../../src';

it('names the type, what is open of it, and the name that it may have now', () => {
  const facts = { workflowType: 'order', open: 3, taskQueues: ['orders', 'old-orders'], suggestion: 'orders' };
  expect(HR8006.error(facts).message).toBe(
    [
      '[HR8006] Workflow type "order" has 3 open executions on task queue "orders", "old-orders", and the code does not export it; is it now called "orders"?',
      '  Why:     once this code is deployed, no worker can go on with them: their workflow tasks fail and are retried until code is deployed that exports the type.',
      '  Fix:     export it under both names until the last of them has ended: export { orders, orders as order }.',
      '  Docs:    https://handrail.dev/errors/HR8006        (offline: npx handrail explain HR8006)',
    ].join('\n'),
  );
});

it('says what to export where no name is near', () => {
  const problem = HR8006.problem({ workflowType: 'order', open: 1, taskQueues: ['orders'] });
  expect(problem.head).toBe(
    'Workflow type "order" has 1 open execution on task queue "orders", and the code does not export it.',
  );
  expect(problem.fix).toBe(
    'export a function named order until the last of them has ended, or pin them to the version that has it.',
  );
});
