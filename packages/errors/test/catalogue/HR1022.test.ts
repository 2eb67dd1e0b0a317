import { expect, it } from 'vitest';
import { HR1022 } from '../../src';

it('names the first file in the head and lists all, each with its chain', () => {
  const { message } = HR1022.error({
    errors: [
      { text: "Can't resolve './lib/price'", chain: ['src/workflows.ts', 'src/order.ts'] },
      {
        text: "Expected ',', got 'numeric literal'",
        chain: ['src/workflows.ts'],
        frame: ' 1 | export function order( { return 1 }\n   :                              ^',
      },
    ],
  });
  expect(message).toBe(
    [
      "[HR1022] The workflow code cannot be bundled: src/order.ts: Can't resolve './lib/price' (and 1 more).",
      '  Why:     a worker runs its workflows from one bundle: nothing starts until all of it can be built.',
      "           src/workflows.ts → src/order.ts: Can't resolve './lib/price'",
      "           src/workflows.ts: Expected ',', got 'numeric literal'",
      '            1 | export function order( { return 1 }',
      '              :                              ^',
      '  Fix:     correct the import, or install the package; .ts and .js files are found without their extension, .tsx files are not found at all.',
      '           correct the file.',
      '  Docs:    https://handrail.dev/errors/HR1022        (offline: npx handrail explain HR1022)',
    ].join('\n'),
  );
});

it('says so where the bundler gave no reason', () => {
  const { message } = HR1022.error({ errors: [] });
  expect(message).toBe(
    [
      '[HR1022] The workflow code cannot be bundled, and the bundler gave no reason.',
      '  Why:     a worker runs its workflows from one bundle: nothing starts until all of it can be built.',
      '  Fix:     look at what the bundler logged above this error.',
      '  Docs:    https://handrail.dev/errors/HR1022        (offline: npx handrail explain HR1022)',
    ].join('\n'),
  );
});
