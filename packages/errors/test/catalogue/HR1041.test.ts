import { expect, it } from 'vitest';
import { HR1041 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1041.error({ from: 'order()', hazard: 'Atomics.waitAsync()', chain: [], may: false });
  expect(message).toBe(
    [
      '[HR1041] order() reaches Atomics.waitAsync().',
      '  Why:     Atomics.wait blocks the thread of all workflows, and Atomics.waitAsync resolves by the real clock, outside of the history.',
      '  Fix:     use sleep or condition of the workflow package.',
      '  Docs:    https://handrail.dev/errors/HR1041        (offline: npx handrail explain HR1041)',
    ].join('\n'),
  );
});
