import { defineError } from '../define-error';
import { showPlace, type SourcePlace } from '../internal/import-facts';
import { wrap } from '../internal/wrap';

export const HR1026 = defineError<{ places: readonly SourcePlace[]; chain: readonly string[] }>({
  code: 'HR1026',
  title: 'Workflow code makes the address of a file',
  disposition: 'refuse',
  head: ({ places, chain }) =>
    `Workflow code makes the address of a file from import.meta.url in ${places.map(showPlace).join(', ')}: ${chain.join(' → ')}.`,
  why: () =>
    wrap(
      'a workflow has no files, and the bundler makes of new URL(…, import.meta.url) a question to the browser: the bundle cannot be loaded, whether or not any workflow gets there.',
    ),
  fix: () => wrap('read the file in an activity, or import its contents: .json and .ts files can be bundled.'),
  example: { places: [{ file: 'src/template.ts', line: 2 }], chain: ['src/workflows.ts', 'src/template.ts'] },
});
