import { defineError } from '../define-error';

export const HR7020 = defineError<{
  activityType: string;
  activityId: string;
  since: string;
  by: string;
  reason: string;
  stillRuns: boolean;
}>({
  code: 'HR7020',
  title: 'An activity is paused',
  disposition: 'report',
  head: ({ activityType, activityId, since, by, reason, stillRuns }) =>
    `Activity "${activityType}" (id ${activityId}) was paused ${since} ago by ${by}: ${reason === '' ? 'no reason was given' : reason}${stillRuns ? '; its attempt still runs' : ''}.`,
  why: () =>
    'a paused activity is not tried again until somebody unpauses it, while its schedule-to-close timeout runs on.',
  fix: () => 'unpause it once the reason is gone.',
  example: {
    activityType: 'charge',
    activityId: '1',
    since: '2 hours',
    by: 'anna@laptop',
    reason: 'provider is down',
    stillRuns: false,
  },
});
