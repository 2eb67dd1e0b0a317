import { expect, it } from 'vitest';
import { HR7011 } from '../../src';

it('names the queue that nobody polls, and since when', () => {
  const { message } = HR7011.error({
    workflowId: 'order-17',
    taskQueue: 'orders',
    since: '3 minutes',
    pollers: 'no worker has polled it in the last 5 minutes',
  });
  expect(message).toBe(
    [
      '[HR7011] No worker polls task queue "orders" for workflow tasks, and workflow "order-17" has waited for one for 3 minutes: no worker has polled it in the last 5 minutes.',
      '  Why:     nothing of the workflow can be done: no activity result, signal, cancellation or query is processed.',
      '  Fix:     start a worker on the queue, or check how its name is spelt in the worker and in the start.',
      '  Docs:    https://handrail.dev/errors/HR7011        (offline: npx handrail explain HR7011)',
    ].join('\n'),
  );
});
