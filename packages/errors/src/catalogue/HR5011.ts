import { defineError } from '../define-error';

const CONVERTERS =
  'give the worker the data converter of whoever calls the activity: the same payloadConverterPath and the same payloadCodecs, with all their keys.';

export const HR5011 = defineError<{
  activityType: string;
  taskQueue: string;
  reason: string;
  /** Whether an argument has come without any content. */
  empty?: boolean;
}>({
  code: 'HR5011',
  title: 'The arguments of an activity cannot be read',
  disposition: 'report',
  head: ({ activityType, taskQueue, reason }) =>
    `The worker of task queue "${taskQueue}" cannot read the arguments of activity "${activityType}": ${reason}`,
  why: () =>
    'the activity was not called, so it has had no effect. The attempt is tried again, and fails again until the worker can read them.',
  fix: ({ empty = false }) =>
    empty
      ? `pass only what JSON can hold: an argument that is a function or a symbol arrives as nothing at all. Were they fine when they were sent, ${CONVERTERS}`
      : CONVERTERS,
  example: { activityType: 'charge', taskQueue: 'payments', reason: 'Unknown encoding: binary/encrypted' },
});
