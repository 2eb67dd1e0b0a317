import { defineError } from '../define-error';

export const HR5009 = defineError<{ value: string }>({
  code: 'HR5009',
  title: 'A worker has no task queue',
  disposition: 'refuse',
  head: ({ value }) => `Worker.create was given taskQueue: ${value}; a worker needs the name of a task queue.`,
  why: () => 'workflows and activities reach a worker by the name of its task queue alone.',
  fix: () =>
    "set taskQueue to the name that the client starts workflows with; share it as a constant: taskQueue: 'orders'.",
  example: { value: 'undefined' },
});
