import { defineError } from '../define-error';

export const HR1023 = defineError<{ chains: readonly (readonly string[])[] }>({
  code: 'HR1023',
  title: 'Workflow code has a dynamic import',
  disposition: 'refuse',
  head: ({ chains }) =>
    chains.length === 0
      ? 'The workflow bundle holds a dynamic import(), which cannot be loaded in a workflow.'
      : `Workflow code has a dynamic import(): ${chains.map((chain) => chain.join(' → ')).join('; ')}.`,
  why: () =>
    'import() loads code from outside while the program runs; a workflow has no outside, and a single one keeps the whole bundle from loading.',
  fix: () =>
    'import the module at the top of the file, or write import(/* webpackMode: "eager" */ \'…\') where it is your own code.',
  example: { chains: [['src/workflows.ts', 'src/order.ts', './price']] },
});
