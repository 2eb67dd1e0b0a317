import { defineError } from '../define-error';

export const HR5022 = defineError<{ activityType: string }>({
  code: 'HR5022',
  title: 'An activity reports a cancellation that nobody asked for',
  disposition: 'report',
  head: ({ activityType }) => `Activity "${activityType}" threw a CancelledFailure, and nobody has asked it to stop.`,
  why: () =>
    'the server takes it for a failure of type CancelledFailure, and tries the activity again: it is cancelled only where its workflow, or the shutdown of its worker, has asked for that.',
  fix: () =>
    "to give up for good throw ApplicationFailure.nonRetryable('given up', 'GivenUp'). Where it comes from a call of a client's (the result of a workflow that was cancelled), catch it there, and say what it means to this activity.",
  example: { activityType: 'charge' },
});
