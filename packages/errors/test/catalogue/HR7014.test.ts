import { expect, it } from 'vitest';
import { HR7014 } from '../../src';

it('names the type and the queue whose worker does not know it', () => {
  const { message } = HR7014.error({
    workflowId: 'order-17',
    workflowType: 'order',
    taskQueue: 'orders',
    message: 'no such function is exported by the workflow bundle',
  });
  expect(message).toBe(
    [
      '[HR7014] The worker of task queue "orders" does not know workflow type "order", which workflow "order-17" needs: no such function is exported by the workflow bundle',
      '  Why:     the workflow task is tried again for ever, each time with the same end.',
      '  Fix:     export the workflow function under this name from the file that workflowsPath names, or start the workflow on the queue of a worker that has it.',
      '  Docs:    https://handrail.dev/errors/HR7014        (offline: npx handrail explain HR7014)',
    ].join('\n'),
  );
});
