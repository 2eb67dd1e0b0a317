import { defineError } from '../define-error';
import { type ImportStep, showSteps } from '../internal/import-facts';
import { wrap } from '../internal/wrap';

export const HR1023 = defineError<{
  chains: readonly (readonly string[])[];
  /** The imports along each chain, in the same order. */
  steps?: readonly (readonly ImportStep[])[];
}>({
  code: 'HR1023',
  title: 'Workflow code has a dynamic import',
  disposition: 'refuse',
  head: ({ chains }) =>
    chains.length === 0
      ? 'The workflow bundle holds a dynamic import(), which cannot be loaded in a workflow.'
      : `Workflow code has a dynamic import(): ${chains.map((chain) => chain.join(' → ')).join('; ')}.`,
  why: ({ steps = [] }) =>
    wrap(
      [
        'import() loads code from outside while the program runs; a workflow has no outside, and a single one keeps the whole bundle from loading.',
        ...steps.flatMap(showSteps),
      ].join('\n'),
    ),
  fix: () =>
    wrap(
      [
        'import the module at the top of the file, or write import(/* webpackMode: "eager" */ \'…\') where it is your own code.',
        'What is loaded on demand because it needs Node belongs in an activity.',
      ].join('\n'),
    ),
  example: {
    chains: [['src/workflows.ts', 'src/order.ts', './price']],
    steps: [
      [
        { file: 'src/workflows.ts', line: 1, request: './order', kind: 're-export' },
        { file: 'src/order.ts', line: 4, request: './price', kind: 'import()' },
      ],
    ],
  },
});
