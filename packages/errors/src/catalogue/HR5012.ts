import { defineError } from '../define-error';

export const HR5012 = defineError<{ taskQueue: string }>({
  code: 'HR5012',
  title: "A worker is given the client package's plugin",
  disposition: 'refuse',
  head: ({ taskQueue }) =>
    `The worker of task queue "${taskQueue}" is given the handrail() plugin of @handrail/client, which has no guards for workflow code.`,
  why: () => 'workflows and activities would run as without Handrail, and nothing would say so.',
  fix: () =>
    "import { handrail } from '@handrail/worker' for the worker and its connection: that plugin holds the client's part, too.",
  example: { taskQueue: 'orders' },
});
