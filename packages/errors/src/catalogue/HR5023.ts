import { defineError } from '../define-error';

export const HR5023 = defineError<{
  activityType: string;
  /** In words: `30 seconds`. */
  timeout: string;
  /** Whether it has called heartbeat() before. */
  before: boolean;
}>({
  code: 'HR5023',
  title: 'An activity does not heartbeat',
  disposition: 'report',
  head: ({ activityType, timeout, before }) =>
    `Activity "${activityType}" has ${before ? 'not' : 'never'} called heartbeat() ${before ? 'for' : 'in'} ${timeout}, which is its heartbeatTimeout.`,
  why: () =>
    'the server takes it for dead, and tries it again elsewhere, while this attempt goes on: both may have the same effect.',
  fix: ({ before }) =>
    before
      ? 'call heartbeat() of @handrail/activity several times within heartbeatTimeout, also in its longest step: from a timer, setInterval(() => context.heartbeat(), …), that ends with the step; or give heartbeatTimeout more room.'
      : 'call heartbeat() of @handrail/activity several times within heartbeatTimeout, after each item of a loop or from a timer that ends with the activity; an activity of one short step needs no heartbeatTimeout: leave it out.',
  example: { activityType: 'copyRows', timeout: '30 seconds', before: false },
});
