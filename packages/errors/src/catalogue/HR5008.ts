import { defineError } from '../define-error';

export const HR5008 = defineError<{ namespace: string; taskQueue: string }>({
  code: 'HR5008',
  title: "The worker's namespace does not exist",
  disposition: 'report',
  head: ({ namespace, taskQueue }) =>
    `The worker of task queue "${taskQueue}" polls in the namespace "${namespace}", which the server does not have.`,
  why: () => 'a task queue belongs to a namespace: the workflows that wait for this worker are in another one.',
  fix: ({ namespace }) =>
    `correct namespace in Worker.create, or create it: temporal operator namespace create --namespace ${namespace}. On Temporal Cloud the name ends in the account's id (orders.a1b2c).`,
  example: { namespace: 'prod-typo', taskQueue: 'orders' },
});
