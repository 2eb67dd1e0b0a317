import { expect, it } from 'vitest';
import { HR5001 } from '../../src';

it('names the bundle and the task queue', () => {
  const { message } = HR5001.error({ bundle: 'the workflow bundle dist/workflow-bundle.js', taskQueue: 'orders' });
  expect(message).toBe(
    [
      '[HR5001] The worker of task queue "orders" was given the workflow bundle dist/workflow-bundle.js, which was built without Handrail: its workflows run without guards.',
      '  Why:     activities, children and continue-as-new are checked inside of the bundle; a long activity without a heartbeat would pass unseen.',
      '  Fix:     build it with bundleWorkflowCode of @handrail/worker, or add handrail() to the plugins of the call that builds it, and build it again.',
      '  Docs:    https://handrail.dev/errors/HR5001        (offline: npx handrail explain HR5001)',
    ].join('\n'),
  );
});
