import { expect, it } from 'vitest';
import { HR5003 } from '../../src';

it('names each entry with its value', () => {
  const { message } = HR5003.error({
    taskQueue: 'orders',
    entries: [
      { name: 'charge', value: 'undefined' },
      { name: 'retries', value: '3' },
    ],
  });
  expect(message).toBe(
    [
      '[HR5003] The worker of task queue "orders" does not register activities.charge, which is undefined, nor activities.retries, which is 3.',
      '  Why:     the SDK passes over what is not a function; a workflow that calls such an activity is retried for ever with "not registered on this Worker".',
      '  Fix:     give each activity as a function. An entry that is undefined often comes from a circular import or a misspelt name; leave out what is not an activity.',
      '  Docs:    https://handrail.dev/errors/HR5003        (offline: npx handrail explain HR5003)',
    ].join('\n'),
  );
});
