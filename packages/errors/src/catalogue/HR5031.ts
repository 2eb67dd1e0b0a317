import { defineError } from '../define-error';

export const HR5031 = defineError<{
  taskQueue: string;
  /** shutdownForceTime, in words. */
  forceTime: string;
}>({
  code: 'HR5031',
  title: 'A worker has ended before its work was done',
  disposition: 'report',
  head: ({ taskQueue, forceTime }) =>
    `The worker of task queue "${taskQueue}" has ended before its work was done: shutdownForceTime (${forceTime}) is over, and no activity is running.`,
  why: () =>
    'what was under way is not reported: a workflow task, whose code may loop or whose codec may not answer, or a Nexus operation. The server gives each to another worker once its timeout is over.',
  fix: () =>
    'look for what was told of a workflow or a codec just before (HR1008, HR3013). Where nothing was, give the work more time: a shutdownForceTime longer than shutdownGraceTime and a workflow task together, and shorter than your platform waits before it kills the process.',
  example: { taskQueue: 'orders', forceTime: '10 seconds' },
});
