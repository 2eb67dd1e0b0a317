import { expect, it } from 'vitest';
import { HR4062 } from '../../src';

it('names the queue that nobody polls', () => {
  const { message } = HR4062.error({ workflowId: 'order-17', taskQueue: 'ordes', waited: '10 seconds' });
  expect(message).toBe(
    [
      '[HR4062] The result of workflow execution "order-17" has been waited for 10 seconds, and no worker polls its task queue "ordes".',
      '  Why:     the start of a workflow only writes it down; it waits for a worker, without an error, for as long as there is none.',
      '  Fix:     start a worker for task queue "ordes" with this workflow (run() or runUntil(…): one that was only created does not poll), in this namespace. Where the name of the queue is wrong, correct it, terminate this execution and start it anew: it stays what it was at the start.',
      '  Docs:    https://handrail.dev/errors/HR4062        (offline: npx handrail explain HR4062)',
    ].join('\n'),
  );
});
