import { defineError } from '../define-error';

export const HR4040 = defineError<{
  workflowId: string;
  query: string;
  reason: string;
  taskQueue?: string;
  /** Workers that polled the queue in the last minutes; undefined where that is not known. */
  pollers?: number;
}>({
  code: 'HR4040',
  title: 'No worker answered the query',
  disposition: 'report',
  head: ({ workflowId, query, reason, taskQueue, pollers }) =>
    taskQueue !== undefined && pollers === 0
      ? `Query "${query}" of workflow execution "${workflowId}" had no answer: no worker polls task queue "${taskQueue}".`
      : `Query "${query}" of workflow execution "${workflowId}" had no answer in time${taskQueue === undefined ? '' : ` from the workers of task queue "${taskQueue}"`}: ${reason}`,
  why: () =>
    'a query is answered by a worker that runs the workflow code, also for a closed execution; the server cannot answer it.',
  fix: ({ taskQueue, pollers }) =>
    pollers === 0
      ? `start a worker for task queue "${taskQueue ?? ''}" with this workflow, or correct the queue: it was fixed at the start of the execution.`
      : 'look at the workers: overloaded, replaying a long history, or failing the workflow task again and again (npx handrail why tells).',
  example: {
    workflowId: 'order-17',
    query: 'status',
    reason: '4 DEADLINE_EXCEEDED: query timed out before a worker could process it',
    taskQueue: 'ordes',
    pollers: 0,
  },
});
