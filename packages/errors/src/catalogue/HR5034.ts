import { defineError } from '../define-error';

export const HR5034 = defineError<{ taskQueue: string }>({
  code: 'HR5034',
  title: 'Workflows exhaust the memory of a worker',
  disposition: 'report',
  head: ({ taskQueue }) =>
    `The worker of task queue "${taskQueue}" ends: a thread that runs its workflows has no memory left.`,
  why: () =>
    'a thread keeps the state of hundreds of executions between their tasks, and what modules make at their top level again for each. Nothing is lost: the executions go on elsewhere, and may do the same there.',
  fix: () =>
    'lower maxCachedWorkflows in Worker.create, or give the process more memory (node --max-old-space-size, and the limit of its container). Look for what a module holds at its top level, such as large schemas and tables, and for data that workflows collect: keep it in a store, and its key in the workflow.',
  example: { taskQueue: 'orders' },
});
