import { defineError } from '../define-error';

export const HR1008 = defineError<{ workflow: string; limit: string; place?: string }>({
  code: 'HR1008',
  title: 'Workflow code does not yield',
  disposition: 'task-failure',
  head: ({ workflow, limit, place }) =>
    `Workflow "${workflow}" ran for ${limit} without yielding, so its workflow task was broken off${place === undefined ? '' : ` (${place})`}.`,
  why: () =>
    'workflow code must await between steps: a worker runs many executions in one thread. The task is retried, and hangs each time, until a fix is deployed.',
  fix: () =>
    [
      'look for a loop without an await, or with one that never leaves the workflow (await Promise.resolve()): wait with sleep() or condition(() => …); for a loop whose catch swallows CancelledFailure, so that it spins once the workflow is cancelled; for a regular expression or JSON of great size.',
      'Move heavy computing to an activity.',
    ].join('\n'),
  example: { workflow: 'order', limit: '5 seconds' },
});
