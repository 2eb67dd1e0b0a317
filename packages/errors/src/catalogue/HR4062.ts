import { defineError } from '../define-error';

export const HR4062 = defineError<{ workflowId: string; taskQueue: string; waited: string }>({
  code: 'HR4062',
  title: 'A result is waited for, and no worker takes the workflow up',
  disposition: 'report',
  head: ({ workflowId, taskQueue, waited }) =>
    `The result of workflow execution "${workflowId}" has been waited for ${waited}, and no worker polls its task queue "${taskQueue}".`,
  why: () =>
    'the start of a workflow only writes it down; it waits for a worker, without an error, for as long as there is none.',
  fix: ({ taskQueue }) =>
    `start a worker for task queue "${taskQueue}" with this workflow (run() or runUntil(…): one that was only created does not poll), in this namespace. Where the name of the queue is wrong, correct it, terminate this execution and start it anew: it stays what it was at the start.`,
  example: { workflowId: 'order-17', taskQueue: 'ordes', waited: '10 seconds' },
});
