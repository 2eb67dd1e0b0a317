import { defineError } from '../define-error';

export const HR1022 = defineError<{
  errors: readonly { text: string; chain?: readonly string[] }[];
}>({
  code: 'HR1022',
  title: 'The workflow code cannot be bundled',
  disposition: 'refuse',
  head: ({ errors: [first, ...others] }) =>
    `The workflow code cannot be bundled: ${first?.text ?? 'the bundler gave no reason'}${
      others.length === 0 ? '' : ` (and ${others.length} more, below)`
    }`,
  why: ({ errors }) =>
    [
      'a worker runs workflows from one bundle, so nothing starts until all of it can be built.',
      ...errors.map(({ text, chain }) => (chain === undefined ? text : `${chain.join(' → ')}: ${text}`)),
    ].join('\n'),
  fix: ({ errors }) =>
    [...new Set(errors.map(({ text }) => remedy(text)))].join('\n') ||
    'look at what the bundler logged above this error.',
  example: {
    errors: [{ text: "Can't resolve './lib/price'", chain: ['src/workflows.ts', 'src/order.ts'] }],
  },
});

function remedy(text: string): string {
  if (/\bnode:/.test(text)) {
    return 'move what needs the Node module to an activity: the sandbox has none, and an import with node: cannot be ignored, either.';
  }
  if (/Can't resolve/.test(text)) {
    return 'correct the import, or install the package; .ts and .js files are found without their extension, .tsx files are not.';
  }
  return 'correct the file; the workflow bundler reads what Node would, without type checking.';
}
