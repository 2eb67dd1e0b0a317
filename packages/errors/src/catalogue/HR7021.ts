import { defineError } from '../define-error';

export const HR7021 = defineError<{
  activityType: string;
  activityId: string;
  taskQueue: string;
  since: string;
  pollers: string;
}>({
  code: 'HR7021',
  title: 'No worker polls the task queue of an activity',
  disposition: 'report',
  head: ({ activityType, activityId, taskQueue, since, pollers }) =>
    `Activity "${activityType}" (id ${activityId}) has waited ${since} for a worker, and none polls task queue "${taskQueue}" for activities: ${pollers}.`,
  why: () =>
    'the activity waits for ever unless it has a schedule-to-close timeout; its retry policy does not begin before a worker takes it.',
  fix: () => 'start a worker with activities on the queue, or check how its name is spelt.',
  example: {
    activityType: 'charge',
    activityId: '1',
    taskQueue: 'payments',
    since: '3 minutes',
    pollers: 'no worker has polled it in the last 5 minutes',
  },
});
