import { defineError } from '../define-error';

export const HR5001 = defineError<{ bundle: string; taskQueue: string }>({
  code: 'HR5001',
  title: 'A prebuilt workflow bundle has no guards',
  disposition: 'warn',
  head: ({ bundle, taskQueue }) =>
    `The worker of task queue "${taskQueue}" was given ${bundle}, which was built without Handrail: its workflows run without guards.`,
  why: () =>
    'activities, children and continue-as-new are checked inside of the bundle; a long activity without a heartbeat would pass unseen.',
  fix: () =>
    'build it with bundleWorkflowCode of @handrail/worker, or add handrail() to the plugins of the call that builds it, and build it again.',
  example: { bundle: 'the bundle dist/workflow-bundle.js', taskQueue: 'orders' },
});
