import { defineError } from '../define-error';

export const HR1045 = defineError<{ workflow: string }>({
  code: 'HR1045',
  title: 'A call of continueAsNew came to nothing',
  disposition: 'warn',
  head: ({ workflow }) => `Workflow "${workflow}" has called continueAsNew, and has ended without it.`,
  why: () =>
    'continueAsNew works by throwing ContinueAsNew out of the workflow function. A catch, a .catch(…), Promise.allSettled or a handler has kept that: the execution is closed, and no next run goes on with its work.',
  fix: () =>
    'call it outside of try, or let it through: if (error instanceof ContinueAsNew) throw error. In a handler set a flag, and call it in the workflow function: await condition(() => full); await continueAsNew(…).',
  example: { workflow: 'subscription' },
});
