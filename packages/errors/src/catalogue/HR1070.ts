import { defineError } from '../define-error';

export const HR1070 = defineError<{
  workflow: string;
  update: string;
  /** In words, what the validator gave back: `false`. */
  returned: string;
}>({
  code: 'HR1070',
  title: 'An update validator rejects nothing',
  disposition: 'warn',
  head: ({ workflow, update, returned }) =>
    `The validator of update "${update}" in workflow "${workflow}" returned ${returned}, which rejects nothing: the update was accepted.`,
  why: () =>
    'a validator rejects by throwing, and by nothing else. What it returns nobody reads: the handler runs, with what the validator found to be wrong.',
  fix: () =>
    "throw where the update is to be rejected: if (cents <= 0) throw new Error('the amount must be positive').",
  example: { workflow: 'order', update: 'pay', returned: 'false' },
});
