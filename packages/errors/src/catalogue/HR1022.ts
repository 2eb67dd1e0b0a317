import { defineError } from '../define-error';

export const HR1022 = defineError<{
  errors: readonly { text: string; chain: readonly string[]; frame?: string }[];
}>({
  code: 'HR1022',
  title: 'The workflow code cannot be bundled',
  disposition: 'refuse',
  head: ({ errors: [first, ...others] }) =>
    first === undefined
      ? 'The workflow code cannot be bundled, and the bundler gave no reason.'
      : `The workflow code cannot be bundled: ${inFile(first)}${
          others.length === 0 ? '' : ` (and ${others.length} more)`
        }.`,
  why: ({ errors }) =>
    [
      'a worker runs its workflows from one bundle: nothing starts until all of it can be built.',
      ...errors.map(
        ({ text, chain, frame }) =>
          [chain.join(' → '), text].filter((part) => part !== '').join(': ') +
          (frame === undefined ? '' : `\n${frame}`),
      ),
    ].join('\n'),
  fix: ({ errors }) =>
    [...new Set(errors.map(({ text }) => remedy(text)))].join('\n') ||
    'look at what the bundler logged above this error.',
  example: {
    errors: [{ text: "Can't resolve './lib/price'", chain: ['src/workflows.ts', 'src/order.ts'] }],
  },
});

function inFile({ text, chain }: { text: string; chain: readonly string[] }): string {
  const file = chain.at(-1);
  return file === undefined ? text : `${file}: ${text}`;
}

function remedy(text: string): string {
  return text.startsWith("Can't resolve")
    ? 'correct the import, or install the package; .ts and .js files are found without their extension, .tsx files are not found at all.'
    : 'correct the file.';
}
