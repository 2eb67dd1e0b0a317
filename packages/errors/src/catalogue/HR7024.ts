import { defineError } from '../define-error';

export const HR7024 = defineError<{
  activityType: string;
  activityId: string;
  silence: string;
  timeout: string;
  identity: string;
}>({
  code: 'HR7024',
  title: 'An activity is about to miss its heartbeat',
  disposition: 'report',
  head: ({ activityType, activityId, silence, timeout, identity }) =>
    `Activity "${activityType}" (id ${activityId}) has not sent a heartbeat for ${silence}, of the ${timeout} that it may; worker ${identity} has it.`,
  why: () =>
    'when the timeout passes, the attempt is over for the server and the activity is tried again, while the first attempt may still be at work.',
  fix: () => 'look at the worker. Where it is merely slow, send heartbeats more often or raise heartbeatTimeout.',
  example: {
    activityType: 'import',
    activityId: '1',
    silence: '55 seconds',
    timeout: '60 seconds',
    identity: '4711@host',
  },
});
