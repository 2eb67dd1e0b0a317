import { defineError } from '../define-error';

export const HR7033 = defineError<{ activityType: string; activityId: string; since: string; taskQueue: string }>({
  code: 'HR7033',
  title: 'An activity expired before a worker took it',
  disposition: 'report',
  head: ({ activityType, activityId, since, taskQueue }) =>
    `Activity "${activityType}" (id ${activityId}) expired ${since} ago on task queue "${taskQueue}" before a worker took it, and nothing is pending since: its schedule-to-start timeout is never tried again.`,
  why: () => 'the work was dropped without an attempt, and the workflow seems to have gone past it.',
  fix: () =>
    'take scheduleToStartTimeout away and watch the backlog instead; reset the execution to before the activity.',
  example: { activityType: 'charge', activityId: '1', since: '3 minutes', taskQueue: 'payments' },
});
