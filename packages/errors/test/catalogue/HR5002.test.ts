import { expect, it } from 'vitest';
import { HR5002 } from '../../src';

it('names both and each field in which they differ', () => {
  const { message } = HR5002.error({
    left: 'the workflow bundle',
    right: 'the worker of task queue "orders"',
    differences: [
      { field: 'activity.heartbeatFrom', left: '2 hours', right: '1 hour' },
      { field: 'mode', left: '"enforce"', right: '"warn"' },
    ],
  });
  expect(message).toBe(
    [
      '[HR5002] The workflow bundle and the worker of task queue "orders" apply different policies: activity.heartbeatFrom is 2 hours against 1 hour; mode is "enforce" against "warn".',
      '  Why:     what one of them lets through, the other refuses: a call that worked in one process fails in the next.',
      '  Fix:     define one policy in a module of its own, give it to the client, the worker and bundleWorkflowCode, and build the bundle again after it changes.',
      '  Docs:    https://handrail.dev/errors/HR5002        (offline: npx handrail explain HR5002)',
    ].join('\n'),
  );
});

it('does without fields where only their fingerprints are known', () => {
  const { message } = HR5002.error({
    left: 'the client that started workflow "order-1"',
    right: 'the worker of task queue "orders"',
    differences: [],
  });
  expect(message).toBe(
    [
      '[HR5002] The client that started workflow "order-1" and the worker of task queue "orders" apply different policies.',
      '  Why:     what one of them lets through, the other refuses: a call that worked in one process fails in the next.',
      '  Fix:     define one policy in a module of its own, give it to the client, the worker and bundleWorkflowCode, and build the bundle again after it changes.',
      '  Docs:    https://handrail.dev/errors/HR5002        (offline: npx handrail explain HR5002)',
    ].join('\n'),
  );
});
