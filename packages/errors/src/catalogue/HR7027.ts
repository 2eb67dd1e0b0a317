import { defineError } from '../define-error';

export const HR7027 = defineError<{
  activityType: string;
  activityId: string;
  attempt: number;
  limit: number;
  message: string;
  next: string;
}>({
  code: 'HR7027',
  title: 'An activity fails again and again',
  disposition: 'report',
  head: ({ activityType, activityId, attempt, limit, message, next }) =>
    `Activity "${activityType}" (id ${activityId}) is in attempt ${attempt}${limit > 0 ? ` of ${limit}` : ''}, ${next}; the last one failed with: ${message}`,
  why: ({ limit }) =>
    limit > 0
      ? 'when its attempts are used up, the failure reaches the workflow, which mostly fails with it.'
      : 'it is tried again without end, and the history shows nothing of it.',
  fix: () => 'repair what it depends on, or fix the activity and deploy it: the next attempt then succeeds by itself.',
  example: {
    activityType: 'charge',
    activityId: '1',
    attempt: 9,
    limit: 0,
    message: 'provider is down',
    next: 'the next one starts in 40 seconds',
  },
});
