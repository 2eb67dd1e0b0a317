import { defineError } from '../define-error';

export const HR5027 = defineError<{ caller: string }>({
  code: 'HR5027',
  title: 'Nexus API is called outside of an operation',
  disposition: 'report',
  head: ({ caller }) =>
    `${caller} calls a function of @temporalio/nexus, which belongs into the handler of a Nexus operation.`,
  why: () => 'what it gives is that of the operation which is handled, and here is none.',
  fix: () =>
    'take the client of the activity: getClient() of @handrail/activity, and log, metricMeter and activityInfo() of the same package.',
  example: { caller: 'Activity "charge"' },
});
