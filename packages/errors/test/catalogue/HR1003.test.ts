import { expect, it } from 'vitest';
import { HR1003 } from '../../src';

it('names the type, the queue, the nearest name and all that the bundle has', () => {
  const { message } = HR1003.error({
    workflowType: 'ordr',
    taskQueue: 'orders',
    known: ['order', 'refund'],
    suggestion: 'order',
  });
  expect(message).toBe(
    [
      '[HR1003] Workflow type "ordr" is not in the bundle of the worker on task queue "orders"; did you mean "order"?',
      '  Why:     no worker on this queue can run it: the workflow task is retried until one is deployed that can. The execution stays open.',
      '  Fix:     export a function named ordr from the module in workflowsPath and deploy; if the name or the task queue was wrong, terminate the execution and start it anew.',
      '           The bundle has: order, refund.',
      '           A top-level await in that module has the same effect: its exports are not there yet.',
      '  Docs:    https://handrail.dev/errors/HR1003        (offline: npx handrail explain HR1003)',
    ].join('\n'),
  );
});
