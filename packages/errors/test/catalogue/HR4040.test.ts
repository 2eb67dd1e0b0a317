import { expect, it } from 'vitest';
import { HR4040 } from '../../src';

it('says that nobody polls the queue', () => {
  const { message } = HR4040.error({
    workflowId: 'order-17',
    query: 'status',
    reason: '4 DEADLINE_EXCEEDED: query timed out before a worker could process it',
    taskQueue: 'ordes',
    pollers: 0,
  });
  expect(message).toBe(
    [
      '[HR4040] Query "status" of workflow execution "order-17" had no answer: no worker polls task queue "ordes".',
      '  Why:     a query is answered by a worker that runs the workflow code, also for a closed execution; the server cannot answer it.',
      '  Fix:     start a worker for task queue "ordes" with this workflow, or correct the queue: it was fixed at the start of the execution.',
      '  Docs:    https://handrail.dev/errors/HR4040        (offline: npx handrail explain HR4040)',
    ].join('\n'),
  );
});

it('or that those who do are late', () => {
  const { message } = HR4040.error({
    workflowId: 'order-17',
    query: 'status',
    reason: '4 DEADLINE_EXCEEDED: query timed out before a worker could process it',
    taskQueue: 'ordes',
    pollers: 2,
  });
  expect(message).toBe(
    [
      '[HR4040] Query "status" of workflow execution "order-17" had no answer in time from the workers of task queue "ordes": 4 DEADLINE_EXCEEDED: query timed out before a worker could process it',
      '  Why:     a query is answered by a worker that runs the workflow code, also for a closed execution; the server cannot answer it.',
      '  Fix:     look at the workers: overloaded, replaying a long history, or failing the workflow task again and again (npx handrail why tells).',
      '  Docs:    https://handrail.dev/errors/HR4040        (offline: npx handrail explain HR4040)',
    ].join('\n'),
  );
});

it('or only what is known', () => {
  const { message } = HR4040.error({
    workflowId: 'order-17',
    query: 'status',
    reason: '4 DEADLINE_EXCEEDED: query timed out before a worker could process it',
  });
  expect(message).toBe(
    [
      '[HR4040] Query "status" of workflow execution "order-17" had no answer in time: 4 DEADLINE_EXCEEDED: query timed out before a worker could process it',
      '  Why:     a query is answered by a worker that runs the workflow code, also for a closed execution; the server cannot answer it.',
      '  Fix:     look at the workers: overloaded, replaying a long history, or failing the workflow task again and again (npx handrail why tells).',
      '  Docs:    https://handrail.dev/errors/HR4040        (offline: npx handrail explain HR4040)',
    ].join('\n'),
  );
});
