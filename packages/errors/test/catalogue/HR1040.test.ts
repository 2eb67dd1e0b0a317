import { expect, it } from 'vitest';
import { HR1040 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1040.error({
    from: 'order()',
    hazard: 'the Function constructor of the host',
    chain: [],
    may: false,
  });
  expect(message).toBe(
    [
      '[HR1040] order() reaches the Function constructor of the host.',
      '  Why:     code that reaches the host can read its clock, its files and its secrets; nothing of that is replayed.',
      '  Fix:     do what needs the host in an activity.',
      '  Docs:    https://handrail.dev/errors/HR1040        (offline: npx handrail explain HR1040)',
    ].join('\n'),
  );
});
