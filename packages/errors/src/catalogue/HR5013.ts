import { defineError } from '../define-error';

export const HR5013 = defineError<{
  call: string;
  /** The activity that it belonged to, and that is over. */
  ended?: string;
  /** Whether that one is to be completed by a client. */
  completedElsewhere?: boolean;
}>({
  code: 'HR5013',
  title: 'Activity API is called outside of an activity',
  disposition: 'refuse',
  head: ({ call, ended }) =>
    ended === undefined
      ? `${call} of the activity package is called where no activity runs.`
      : `${call} of activity "${ended}" is called after it has ended.`,
  why: ({ ended }) =>
    ended === undefined
      ? NOWHERE
      : 'the server hears nothing of it: the SDK drops what comes after the end, without a word.',
  fix: ({ call, ended, completedElsewhere = false }) =>
    ended === undefined
      ? [
          `${INSTEAD[call.split('.', 1)[0] ?? ''] ?? 'call it in an activity that a worker runs, or in what the activity calls.'}`,
          'In a test run the activity in one: new MockActivityEnvironment().run(activity, …). A callback that another part of the program calls (an event, a queue) has lost the context: take Context.current() in the activity, and pass it on.',
        ].join('\n')
      : completedElsewhere
        ? 'from the outside heartbeat with the client: client.activity.heartbeat(taskToken, details).'
        : 'end with the activity what calls it, such as a timer: clear it in a finally; and await all that the activity has begun.',
  example: { call: 'heartbeat' },
});

const NOWHERE =
  'it belongs to one attempt of one activity: a worker runs activities in a context of their own, which follows them through await, and here is none.';

/** What does elsewhere what the call does in an activity. */
const INSTEAD: Readonly<Record<string, string>> = {
  log: 'log with the logger of this process here; in workflow code with log of @handrail/workflow.',
  sleep: 'wait with setTimeout of node:timers/promises here; in workflow code with sleep of @handrail/workflow.',
  getClient: 'make a client of your own here: new Client({ connection }).',
  activityInfo: 'call it in the activity, and pass on what is needed of it.',
  metricMeter: 'take Runtime.instance().metricMeter of @handrail/worker here.',
};
