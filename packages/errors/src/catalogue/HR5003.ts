import { defineError } from '../define-error';

export const HR5003 = defineError<{
  taskQueue: string;
  entries: readonly {
    name: string;
    value: string;
    /** The functions in it, where it is an object that has some. */
    holds?: readonly string[];
  }[];
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
  fix: ({ entries }) =>
    [
      ...entries.flatMap(({ name, holds = [] }) =>
        holds.length === 0
          ? []
          : [
              `${name} holds functions (${holds.slice(0, SHOWN).join(', ')}${holds.length > SHOWN ? ', …' : ''}): ${
                name === 'default'
                  ? 'pass the default export of the module, activities: activities.default.'
                  : `lift them into the list, activities: { ...${name} }.`
              }`,
            ],
      ),
      ...(entries.every(({ holds = [] }) => holds.length > 0) ? [] : [FUNCTIONS]),
    ].join('\n'),
  example: { taskQueue: 'orders', entries: [{ name: 'charge', value: 'undefined' }] },
});

const SHOWN = 5;

const FUNCTIONS =
  'give each activity as a function. An entry that is undefined often comes from a circular import or a misspelt name; leave out what is not an activity.';
