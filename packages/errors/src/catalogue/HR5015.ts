import { defineError } from '../define-error';

export const HR5015 = defineError<{
  taskQueue: string;
  /** What the SDK or its core says. */
  reason: string;
  /** The option, where that is known, and its value. */
  option?: string;
  value?: string;
  remedy?: string;
}>({
  code: 'HR5015',
  title: 'An option of a worker has a value that is not valid',
  disposition: 'refuse',
  head: ({ taskQueue, option, value, reason }) =>
    `The worker of task queue "${taskQueue}" ${option === undefined ? 'has an option that is not valid' : `has ${option}${value === undefined ? '' : `: ${value}`}, which is not valid`}: ${reason}`,
  why: () => 'the worker was not created, so nothing polls the task queue in this process.',
  fix: ({ remedy, option }) => `${remedy ?? `correct ${option ?? 'the option'}, or leave it out`}.`,
  example: {
    taskQueue: 'orders',
    option: 'maxConcurrentActivityTaskExecutions',
    value: '0',
    reason: 'SimpleMaximum poller behavior must be at least 1',
    remedy: 'give a whole number from 1 up',
  },
});
