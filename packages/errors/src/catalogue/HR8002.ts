import { defineError } from '../define-error';

export const HR8002 = defineError<{
  workflow: string;
  error: string;
  /** What the code of that error says is to be done; else it is whatever the user's code throws. */
  remedy?: string;
}>({
  code: 'HR8002',
  title: 'A replay ended in a failed workflow task',
  disposition: 'report',
  head: ({ workflow, error }) => `Replaying workflow "${workflow}" ends in a workflow task that fails: ${error}`,
  why: () => 'the code throws where the history goes on, so a worker with it would retry that task for ever.',
  fix: ({ remedy }) =>
    `${remedy ?? 'correct what throws; if it is thrown on purpose, throw an ApplicationFailure, which fails the execution instead of the task'}.`,
  example: { workflow: 'order', error: 'no such customer' },
});
