import { expect, it } from 'vitest';
import { HR1037 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1037.error({
    from: 'Loading src/workflows/order.ts',
    hazard: 'Array.prototype.last',
    chain: [],
    may: false,
  });
  expect(message).toBe(
    [
      '[HR1037] Loading src/workflows/order.ts reaches Array.prototype.last.',
      "  Why:     the prototypes of the language's classes are shared by all executions in a worker, so one workflow changes the others.",
      '  Fix:     write a function that takes the value as its argument.',
      '  Docs:    https://handrail.dev/errors/HR1037        (offline: npx handrail explain HR1037)',
    ].join('\n'),
  );
});
