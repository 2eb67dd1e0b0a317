import { defineError } from '../define-error';

export const HR7014 = defineError<{ workflowId: string; workflowType: string; taskQueue: string; message: string }>({
  code: 'HR7014',
  title: 'A worker does not know a workflow type',
  disposition: 'report',
  head: ({ workflowId, workflowType, taskQueue, message }) =>
    `The worker of task queue "${taskQueue}" does not know workflow type "${workflowType}", which workflow "${workflowId}" needs: ${message}`,
  why: () => 'the workflow task is tried again for ever, each time with the same end.',
  fix: () =>
    'export the workflow function under this name from the file that workflowsPath names, or start the workflow on the queue of a worker that has it.',
  example: {
    workflowId: 'order-17',
    workflowType: 'order',
    taskQueue: 'orders',
    message: 'no such function is exported by the workflow bundle',
  },
});
