import { expect, it } from 'vitest';
import { HR5015 } from '../../src';

it('names the option with its value, and what to give', () => {
  const { message } = HR5015.error({
    taskQueue: 'orders',
    option: 'maxConcurrentActivityTaskExecutions',
    value: '0',
    reason: 'must be at least 1',
    remedy: 'give a whole number from 1 up',
  });
  expect(message).toBe(
    [
      '[HR5015] The worker of task queue "orders" has maxConcurrentActivityTaskExecutions: 0, which is not valid: must be at least 1',
      '  Why:     the worker was not created, so nothing polls the task queue in this process.',
      '  Fix:     give a whole number from 1 up.',
      '  Docs:    https://handrail.dev/errors/HR5015        (offline: npx handrail explain HR5015)',
    ].join('\n'),
  );
});

it('gives the words of the SDK where the option is not known', () => {
  const { message } = HR5015.error({ taskQueue: 'orders', reason: 'Cannot set both a and b' });
  expect(message.split('\n')[0]).toBe(
    '[HR5015] The worker of task queue "orders" has an option that is not valid: Cannot set both a and b',
  );
});
