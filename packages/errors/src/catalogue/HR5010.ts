import { defineError } from '../define-error';

const SHOWN = 20;

export const HR5010 = defineError<{
  activityType: string;
  taskQueue: string;
  /** The types that the worker has. */
  known: readonly string[];
  suggestion?: string;
}>({
  code: 'HR5010',
  title: 'An activity type is not registered',
  disposition: 'report',
  head: ({ activityType, taskQueue, suggestion }) =>
    `The worker of task queue "${taskQueue}" does not know activity type "${activityType}"${suggestion === undefined ? '.' : `; did you mean "${suggestion}"?`}`,
  why: () =>
    'the attempt fails and is tried again, until a worker that has the activity takes it or its timeouts are over; nothing is lost meanwhile.',
  fix: ({ activityType, taskQueue, known }) =>
    [
      ...(activityType === 'then'
        ? [
            'do not await proxyActivities(…): its result takes every name for an activity, so that await calls one named then.',
          ]
        : []),
      `add it to the worker, activities: { ${activityType}, … }, and deploy; or call it by its right name; or, where another worker has it, name that one's queue in proxyActivities({ taskQueue }).`,
      known.length === 0
        ? `The worker of "${taskQueue}" has no activities at all.`
        : `It has: ${known.slice(0, SHOWN).join(', ')}${known.length > SHOWN ? ` and ${known.length - SHOWN} more` : ''}.`,
    ].join('\n'),
  example: { activityType: 'chrage', taskQueue: 'payments', known: ['charge', 'refund'], suggestion: 'charge' },
});
