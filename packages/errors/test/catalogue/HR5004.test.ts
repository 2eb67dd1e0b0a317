import { expect, it } from 'vitest';
import { HR5004 } from '../../src';

it('says how to get from a promise to its activities', () => {
  const { message } = HR5004.error({ taskQueue: 'orders', value: 'a promise', shape: 'promise' });
  expect(message).toBe(
    [
      '[HR5004] The worker of task queue "orders" is given activities that are a promise: no activity would be registered by its name.',
      '  Why:     the worker would start and look healthy, while each activity that a workflow calls is retried for ever with "not registered on this Worker".',
      '  Fix:     await it: activities: await createActivities().',
      '  Docs:    https://handrail.dev/errors/HR5004        (offline: npx handrail explain HR5004)',
    ].join('\n'),
  );
});

it('says what the SDK does not see of a class', () => {
  const { message } = HR5004.error({ taskQueue: 'orders', value: 'an instance of Payments', shape: 'class instance' });
  expect(message).toBe(
    [
      '[HR5004] The worker of task queue "orders" is given activities that are an instance of Payments, whose methods the SDK does not see: no activity would be registered by its name.',
      '  Why:     the worker would start and look healthy, while each activity that a workflow calls is retried for ever with "not registered on this Worker".',
      '  Fix:     methods of a class are not own properties: list them bound to the instance, activities: { charge: payments.charge.bind(payments) }.',
      '  Docs:    https://handrail.dev/errors/HR5004        (offline: npx handrail explain HR5004)',
    ].join('\n'),
  );
});

it('tells a class from a function that makes activities', () => {
  expect(HR5004.problem({ taskQueue: 'orders', value: 'a class, Payments', shape: 'class' }).fix).toBe(
    'make an instance, and list its methods bound to it: const payments = new Payments(…); activities: { charge: payments.charge.bind(payments) }.',
  );
  expect(HR5004.problem({ taskQueue: 'orders', value: 'a function', shape: 'function' }).fix).toBe(
    'call it: activities: createActivities().',
  );
});
