import { expect, it } from 'vitest';
import { HR7010 } from '../../src';

it('names the version that a task waits for', () => {
  const { message } = HR7010.error({
    workflowId: 'order-17',
    taskQueue: 'orders',
    version: 'version "payments.1.4.1"',
    what: 'workflow task',
    since: '3 minutes',
  });
  expect(message).toBe(
    [
      '[HR7010] Workflow "order-17" has waited 3 minutes for a worker of version "payments.1.4.1" on task queue "orders" to take its workflow task: the workers that poll there are of other versions.',
      '  Why:     workers do poll the queue, so that everything looks well, but none of them is given this task.',
      '  Fix:     start workers of that version again, move the execution to a version that is polled, or make a polled version the current one.',
      '  Docs:    https://handrail.dev/errors/HR7010        (offline: npx handrail explain HR7010)',
    ].join('\n'),
  );
});
