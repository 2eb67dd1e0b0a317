import { defineError } from '../define-error';

export const HR7011 = defineError<{ workflowId: string; taskQueue: string; since: string; pollers: string }>({
  code: 'HR7011',
  title: 'No worker polls the task queue of a workflow',
  disposition: 'report',
  head: ({ workflowId, taskQueue, since, pollers }) =>
    `No worker polls task queue "${taskQueue}" for workflow tasks, and workflow "${workflowId}" has waited for one for ${since}: ${pollers}.`,
  why: () => 'nothing of the workflow can be done: no activity result, signal, cancellation or query is processed.',
  fix: () => 'start a worker on the queue, or check how its name is spelt in the worker and in the start.',
  example: {
    workflowId: 'order-17',
    taskQueue: 'orders',
    since: '3 minutes',
    pollers: 'no worker has polled it in the last 5 minutes',
  },
});
