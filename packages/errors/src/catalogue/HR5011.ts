import { defineError } from '../define-error';

export const HR5011 = defineError<{ activityType: string; taskQueue: string; reason: string }>({
  code: 'HR5011',
  title: 'The arguments of an activity cannot be read',
  disposition: 'report',
  head: ({ activityType, taskQueue, reason }) =>
    `The worker of task queue "${taskQueue}" cannot read the arguments of activity "${activityType}": ${reason}`,
  why: () =>
    'the activity was not called, so it has had no effect. The attempt is tried again, and fails again until the worker can read them.',
  fix: () =>
    [
      'give the worker the data converter of whoever calls the activity: the same payloadConverterPath and the same payloadCodecs, with all their keys.',
      'Where there is none, an argument is nothing that JSON can hold, such as a function or a symbol: the history shows it as an empty payload.',
    ].join('\n'),
  example: { activityType: 'charge', taskQueue: 'payments', reason: 'Unknown encoding: binary/encrypted' },
});
