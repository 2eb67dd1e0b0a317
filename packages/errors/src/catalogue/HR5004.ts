import { defineError } from '../define-error';

export const HR5004 = defineError<{ taskQueue: string; value: string; shape: ActivitiesShape }>({
  code: 'HR5004',
  title: 'The activities option holds no activities',
  disposition: 'refuse',
  head: ({ taskQueue, value, shape }) =>
    `The worker of task queue "${taskQueue}" is given activities that are ${value}${
      shape === 'class instance' || shape === 'map' ? ', whose methods the SDK does not see' : ''
    }: no activity would be registered by its name.`,
  why: () =>
    'the worker would start and look healthy, while each activity that a workflow calls is retried for ever with "not registered on this Worker".',
  fix: ({ shape }) => REMEDIES[shape],
  example: { taskQueue: 'orders', value: 'a promise', shape: 'promise' },
});

type ActivitiesShape = 'promise' | 'function' | 'array' | 'class' | 'class instance' | 'map' | 'other';

const REMEDIES: Record<ActivitiesShape, string> = {
  promise: 'await it: activities: await createActivities().',
  function: 'call it: activities: createActivities().',
  array: 'give an object whose keys are the activity types: activities: { charge, refund }.',
  class:
    'make an instance, and list its methods bound to it: const payments = new Payments(…); activities: { charge: payments.charge.bind(payments) }.',
  'class instance':
    'methods of a class are not own properties: list them bound to the instance, activities: { charge: payments.charge.bind(payments) }.',
  map: 'give an object, whose keys are the activity types: activities: Object.fromEntries(map).',
  other: 'give an object of functions: activities: { charge, refund }, or import * as activities.',
};
