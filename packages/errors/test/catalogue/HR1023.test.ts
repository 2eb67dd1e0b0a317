import { expect, it } from 'vitest';
import { HR1023 } from '../../src';

const FIX = [
  '  Fix:     import the module at the top of the file, or write import(/* webpackMode: "eager" */ \'…\')',
  '           where it is your own code.',
  '           What is loaded on demand because it needs Node belongs in an activity.',
  '  Docs:    https://handrail.dev/errors/HR1023        (offline: npx handrail explain HR1023)',
];

it('gives the chain to each dynamic import, with its lines', () => {
  const { message } = HR1023.error({
    chains: [
      ['src/workflows.ts', 'src/order.ts', './price'],
      ['src/workflows.ts', './tax'],
    ],
    steps: [
      [
        { file: 'src/workflows.ts', line: 1, request: './order', kind: 'import', uses: [{ name: 'order', line: 3 }] },
        { file: 'src/order.ts', line: 4, request: './price', kind: 'import()' },
      ],
      [{ file: 'src/workflows.ts', line: 5, request: './tax', kind: 'import()' }],
    ],
  });
  expect(message).toBe(
    [
      '[HR1023] Workflow code has a dynamic import(): src/workflows.ts → src/order.ts → ./price; src/workflows.ts → ./tax.',
      '  Why:     import() loads code from outside while the program runs; a workflow has no outside, and a',
      '           single one keeps the whole bundle from loading.',
      '             src/workflows.ts:1  imports ./order (uses order in line 3)',
      '             src/order.ts:4      import()s ./price',
      '             src/workflows.ts:5  import()s ./tax',
      ...FIX,
    ].join('\n'),
  );
});

it('does without a chain for a bundle that was built before', () => {
  const { message } = HR1023.error({ chains: [] });
  expect(message).toBe(
    [
      '[HR1023] The workflow bundle holds a dynamic import(), which cannot be loaded in a workflow.',
      '  Why:     import() loads code from outside while the program runs; a workflow has no outside, and a',
      '           single one keeps the whole bundle from loading.',
      ...FIX,
    ].join('\n'),
  );
});
