import { defineError } from '../define-error';

export const HR7023 = defineError<{
  activityType: string;
  activityId: string;
  taskQueue: string;
  attempt: number;
  available: readonly string[];
  nearest?: string;
}>({
  code: 'HR7023',
  title: 'A worker does not know an activity type',
  disposition: 'report',
  head: ({ activityType, activityId, taskQueue, attempt, available, nearest }) =>
    `The worker of task queue "${taskQueue}" does not know activity type "${activityType}" (id ${activityId}, attempt ${attempt}); it has ${available.length === 0 ? 'none' : available.join(', ')}${nearest === undefined ? '' : `: did you mean ${nearest}?`}.`,
  why: () => 'the SDK reports it as a failure that can be tried again, so the activity is tried again for ever.',
  fix: () =>
    'register the activity in that worker, correct its name in the workflow, or give the queue of the worker that has it.',
  example: {
    activityType: 'chrage',
    activityId: '1',
    taskQueue: 'payments',
    attempt: 4,
    available: ['charge', 'refund'],
    nearest: 'charge',
  },
});
