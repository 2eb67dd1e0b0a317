import { defineError } from '../define-error';

export const HR7010 = defineError<{
  workflowId: string;
  taskQueue: string;
  version: string;
  what: string;
  since: string;
}>({
  code: 'HR7010',
  title: 'No worker polls for the deployment version that a workflow waits for',
  disposition: 'report',
  head: ({ workflowId, taskQueue, version, what, since }) =>
    `Workflow "${workflowId}" has waited ${since} for a worker of ${version} on task queue "${taskQueue}" to take its ${what}: the workers that poll there are of other versions.`,
  why: () => 'workers do poll the queue, so that everything looks well, but none of them is given this task.',
  fix: () =>
    'start workers of that version again, move the execution to a version that is polled, or make a polled version the current one.',
  example: {
    workflowId: 'order-17',
    taskQueue: 'orders',
    version: 'version "payments.1.4.1"',
    what: 'workflow task',
    since: '3 minutes',
  },
});
