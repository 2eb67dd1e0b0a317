import { defineError } from '../define-error';
import { type ImportStep, showPlace, showSteps, type SourcePlace } from '../internal/import-facts';
import { wrap } from '../internal/wrap';

export const HR1025 = defineError<{
  /** What waits while it is loaded. */
  cause: 'await' | 'wasm';
  /** Where, as far as it is known; lint shows it by the place of its report. */
  at?: SourcePlace;
  chain: readonly string[];
  steps?: readonly ImportStep[];
}>({
  code: 'HR1025',
  title: 'Workflow code waits while it is loaded',
  disposition: 'refuse',
  head: ({ cause, at, chain }) =>
    `${WHAT[cause]}${at === undefined ? '' : ` in ${showPlace(at)}`}: ${chain.join(' → ')}.`,
  why: ({ steps = [] }) =>
    wrap(
      [
        "a module that waits while it is loaded makes a promise of every module above it: the workflow module has no exports left, and each workflow task fails with 'no such function is exported by the workflow bundle'.",
        ...showSteps(steps),
      ].join('\n'),
    ),
  fix: ({ cause }) => wrap(CURES[cause]),
  example: {
    cause: 'await',
    at: { file: 'src/config.ts', line: 3 },
    chain: ['src/workflows.ts', 'src/config.ts'],
    steps: [
      { file: 'src/workflows.ts', line: 1, request: './config', kind: 'import', uses: [{ name: 'config', line: 5 }] },
    ],
  },
});

const WHAT = {
  await: 'Workflow code has a top-level await',
  wasm: 'Workflow code imports WebAssembly',
};

const CURES = {
  await: 'move the await into a function that the workflow calls, or into an activity whose result it uses.',
  wasm: 'move what uses the WebAssembly module to an activity, or take a build of the package without it.',
};
