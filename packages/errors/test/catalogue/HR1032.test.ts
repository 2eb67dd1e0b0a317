import { expect, it } from 'vitest';
import { HR1032 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1032.error({ chain: ['src/workflows.ts', 'src/settings.ts'] });
  expect(message).toBe(
    [
      '[HR1032] Workflow code awaits outside of a function: src/workflows.ts → src/settings.ts.',
      '  Why:     the module then loads asynchronously, and the worker finds no workflow function in it.',
      '  Fix:     await inside of the workflow function, or compute the value without waiting.',
      '  Docs:    https://handrail.dev/errors/HR1032        (offline: npx handrail explain HR1032)',
    ].join('\n'),
  );
});
