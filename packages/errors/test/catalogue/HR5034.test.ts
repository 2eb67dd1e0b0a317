import { expect, it } from 'vitest';
import { HR5034 } from '../../src';

it('says what fills the memory', () => {
  const { message } = HR5034.error({ taskQueue: 'orders' });
  expect(message).toBe(
    [
      '[HR5034] The worker of task queue "orders" ends: a thread that runs its workflows has no memory left.',
      '  Why:     a thread keeps the state of hundreds of executions between their tasks, and what modules make at their top level again for each. Nothing is lost: the executions go on elsewhere, and may do the same there.',
      '  Fix:     lower maxCachedWorkflows in Worker.create, or give the process more memory (node --max-old-space-size, and the limit of its container). Look for what a module holds at its top level, such as large schemas and tables, and for data that workflows collect: keep it in a store, and its key in the workflow.',
      '  Docs:    https://handrail.dev/errors/HR5034        (offline: npx handrail explain HR5034)',
    ].join('\n'),
  );
});
