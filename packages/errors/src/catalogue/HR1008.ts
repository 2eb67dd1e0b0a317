import { defineError } from '../define-error';

export const HR1008 = defineError<{
  workflow: string;
  limit: string;
  place?: string;
  /** Whether it happened while the modules of the bundle were loaded. */
  loading?: boolean;
}>({
  code: 'HR1008',
  title: 'Workflow code does not yield',
  disposition: 'task-failure',
  head: ({ workflow, limit, place, loading }) =>
    loading
      ? `Loading the modules of workflow "${workflow}" took over ${limit}, so its workflow task was broken off.`
      : `Workflow "${workflow}" ran for ${limit} without yielding, so its workflow task was broken off${place === undefined ? '' : ` (${place})`}.`,
  why: ({ loading }) =>
    loading
      ? 'they are loaded anew for each execution, in a thread that runs many. The task is retried, and hangs each time, until a fix is deployed.'
      : 'workflow code must await between steps: a worker runs many executions in one thread. The task is retried, and hangs each time, until a fix is deployed.',
  fix: ({ loading }) =>
    [
      loading
        ? 'look for a loop or for heavy computing at the top level of the file of the workflow, or of a module that it imports: it runs once for each execution.'
        : 'look for a loop without an await, or with one that never leaves the workflow (await Promise.resolve()): wait with sleep() or condition(() => …); for a loop whose catch swallows CancelledFailure, so that it spins once the workflow is cancelled; for a regular expression or JSON of great size.',
      'Move heavy computing to an activity.',
    ].join('\n'),
  example: { workflow: 'order', limit: '5 seconds' },
});
