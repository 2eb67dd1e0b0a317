import { defineError } from '../define-error';

export const HR5005 = defineError<{ taskQueue: string; activities: readonly string[] }>({
  code: 'HR5005',
  title: 'A worker has nothing to run',
  disposition: 'refuse',
  head: ({ taskQueue, activities }) =>
    `The worker of task queue "${taskQueue}" has nothing to run: no workflows, no Nexus services and ${
      activities.length === 0 ? 'no activities' : `no activity that is a function (${activities.join(', ')})`
    }.`,
  why: () => 'a worker polls only for what it can run; this one would poll for nothing.',
  fix: () =>
    "give at least one of workflowsPath: require.resolve('./workflows'), workflowBundle, activities: { … } with functions, nexusServices.",
  example: { taskQueue: 'orders', activities: [] },
});
