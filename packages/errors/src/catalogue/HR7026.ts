import { defineError } from '../define-error';

export const HR7026 = defineError<{
  activityType: string;
  activityId: string;
  attempt: number;
  wait: string;
  message: string;
}>({
  code: 'HR7026',
  title: 'An activity waits long for its next attempt',
  disposition: 'report',
  head: ({ activityType, activityId, attempt, wait, message }) =>
    `Activity "${activityType}" (id ${activityId}) is tried again only in ${wait}, as attempt ${attempt}; the last one failed with: ${message}`,
  why: () => 'the cause may be gone for hours before anything happens.',
  fix: () =>
    'once the cause is gone, reset the activity: it runs at once. Then lower maximumInterval in its retry policy.',
  example: {
    activityType: 'charge',
    activityId: '1',
    attempt: 9,
    wait: '5 hours 12 minutes',
    message: 'provider is down',
  },
});
