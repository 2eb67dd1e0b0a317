import { defineError } from '../define-error';

export const HR5033 = defineError<{ activityType: string }>({
  code: 'HR5033',
  title: 'An activity heartbeats without a heartbeat timeout',
  disposition: 'report',
  head: ({ activityType }) =>
    `Activity "${activityType}" calls heartbeat(), and was scheduled without a heartbeatTimeout.`,
  why: () =>
    'nobody misses its heartbeats: where its worker dies, the next attempt begins only after startToCloseTimeout. The SDK also sends but one in 30 seconds then, and a cancellation arrives with its answer, that late.',
  fix: () =>
    "set heartbeatTimeout where the workflow makes its proxy, to a few times the longest pause between two heartbeats: proxyActivities({ startToCloseTimeout: …, heartbeatTimeout: '30 seconds' }).",
  example: { activityType: 'copyRows' },
});
