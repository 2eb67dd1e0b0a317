import { defineError } from '../define-error';

export const HR5003 = defineError<{
  taskQueue: string;
  entries: readonly { name: string; value: string }[];
}>({
  code: 'HR5003',
  title: 'An activity is not a function',
  disposition: 'warn',
  head: ({ taskQueue, entries }) =>
    `The worker of task queue "${taskQueue}" does not register ${entries
      .map(({ name, value }) => `activities.${name}, which is ${value}`)
      .join(', nor ')}.`,
  why: () =>
    'the SDK passes over what is not a function; a workflow that calls such an activity is retried for ever with "not registered on this Worker".',
  fix: () =>
    'give each activity as a function. An entry that is undefined often comes from a circular import or a misspelt name; leave out what is not an activity.',
  example: { taskQueue: 'orders', entries: [{ name: 'charge', value: 'undefined' }] },
});
