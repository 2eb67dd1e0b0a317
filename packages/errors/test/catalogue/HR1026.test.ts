import { expect, it } from 'vitest';
import { HR1026 } from '../../src';

it('names the lines and the way to them', () => {
  const { message } = HR1026.error({
    places: [
      { file: 'src/template.ts', line: 2 },
      { file: 'src/template.ts', line: 9 },
    ],
    chain: ['src/workflows.ts', 'src/template.ts'],
  });
  expect(message).toBe(
    [
      '[HR1026] Workflow code makes the address of a file from import.meta.url in src/template.ts:2, src/template.ts:9: src/workflows.ts → src/template.ts.',
      '  Why:     a workflow has no files, and the bundler makes of new URL(…, import.meta.url) a question',
      '           to the browser: the bundle cannot be loaded, whether or not any workflow gets there.',
      '  Fix:     read the file in an activity, or import its contents: .json and .ts files can be bundled.',
      '  Docs:    https://handrail.dev/errors/HR1026        (offline: npx handrail explain HR1026)',
    ].join('\n'),
  );
});
