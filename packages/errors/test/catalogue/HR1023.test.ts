import { expect, it } from 'vitest';
import { HR1023 } from '../../src';

it('gives the chain to each dynamic import', () => {
  const { message } = HR1023.error({
    chains: [
      ['src/workflows.ts', 'src/order.ts', './price'],
      ['src/workflows.ts', './tax'],
    ],
  });
  expect(message).toBe(
    [
      '[HR1023] Workflow code has a dynamic import(): src/workflows.ts → src/order.ts → ./price; src/workflows.ts → ./tax.',
      '  Why:     import() loads code from outside while the program runs; a workflow has no outside, and a single one keeps the whole bundle from loading.',
      '  Fix:     import the module at the top of the file, or write import(/* webpackMode: "eager" */ \'…\') where it is your own code.',
      '  Docs:    https://handrail.dev/errors/HR1023        (offline: npx handrail explain HR1023)',
    ].join('\n'),
  );
});

it('does without a chain for a bundle that was built before', () => {
  const { message } = HR1023.error({ chains: [] });
  expect(message).toBe(
    [
      '[HR1023] The workflow bundle holds a dynamic import(), which cannot be loaded in a workflow.',
      '  Why:     import() loads code from outside while the program runs; a workflow has no outside, and a single one keeps the whole bundle from loading.',
      '  Fix:     import the module at the top of the file, or write import(/* webpackMode: "eager" */ \'…\') where it is your own code.',
      '  Docs:    https://handrail.dev/errors/HR1023        (offline: npx handrail explain HR1023)',
    ].join('\n'),
  );
});
