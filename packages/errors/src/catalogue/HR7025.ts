import { defineError } from '../define-error';

export const HR7025 = defineError<{
  activityType: string;
  activityId: string;
  identity: string;
  since: string;
  lastSeen: string;
}>({
  code: 'HR7025',
  title: 'The worker of a started activity is gone',
  disposition: 'report',
  head: ({ activityType, activityId, identity, since, lastSeen }) =>
    `Activity "${activityType}" (id ${activityId}) was started ${since} ago by worker ${identity}, which no longer polls (${lastSeen}): its result will most likely never come.`,
  why: () =>
    'without a heartbeat timeout the server does not notice: nothing happens until the start-to-close timeout.',
  fix: () =>
    'fail the activity by hand, so that it is tried again under its retry policy; then give it a heartbeat timeout.',
  example: {
    activityType: 'charge',
    activityId: '1',
    identity: '4711@host',
    since: '3 minutes',
    lastSeen: 'last seen 2 minutes ago',
  },
});
