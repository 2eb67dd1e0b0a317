import { defineError } from '../define-error';

export const HR5030 = defineError<{
  activityType: string;
  workflow?: string;
  /** How long this attempt has been running; undefined where it is the attempts that are many. */
  running?: string;
  attempt: number;
}>({
  code: 'HR5030',
  title: 'A local activity holds its workflow task open',
  disposition: 'warn',
  head: ({ activityType, workflow, running, attempt }) =>
    `Local activity "${activityType}"${workflow === undefined ? '' : ` of workflow "${workflow}"`} ${running === undefined ? `is at attempt ${attempt}` : `has been running for ${running}`}, and holds its workflow task open.`,
  why: () =>
    'a local activity is a part of the workflow task. While it goes on the worker keeps the task alive, for three events of the history each time; where the worker stops, all that ran in the task runs again; and the Temporal UI shows nothing of it.',
  fix: ({ running }) =>
    running === undefined
      ? "call it by proxyActivities, whose retries are the server's; or bound them: retry: { maximumAttempts: 3 }, and let the workflow decide what comes after."
      : 'call it by proxyActivities, with a timeout and heartbeats of its own; local activities are for what takes a second or two.',
  example: { activityType: 'charge', workflow: 'order', running: '10 seconds', attempt: 1 },
});
