import { expect, it } from 'vitest';
import { HR1039 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1039.error({ from: 'order()', hazard: 'WeakRef', chain: [], may: false });
  expect(message).toBe(
    [
      '[HR1039] order() reaches WeakRef.',
      '  Why:     when memory is freed differs from run to run, so the sandbox refuses it with a DeterminismViolationError.',
      '  Fix:     use a Map or a plain reference.',
      '  Docs:    https://handrail.dev/errors/HR1039        (offline: npx handrail explain HR1039)',
    ].join('\n'),
  );
});
