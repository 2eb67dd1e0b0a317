import { defineError } from '../define-error';

export const HR1032 = defineError<{ chain: readonly string[] }>({
  code: 'HR1032',
  title: 'Workflow code awaits outside of a function',
  disposition: 'report',
  head: ({ chain }) => `Workflow code awaits outside of a function: ${chain.join(' → ')}.`,
  why: () => 'the module then loads asynchronously, and the worker finds no workflow function in it.',
  fix: () => 'await inside of the workflow function, or compute the value without waiting.',
  example: { chain: ['src/workflows.ts', 'src/settings.ts'] },
});
