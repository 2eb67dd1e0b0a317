import { expect, it } from 'vitest';
import { HR1035 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1035.error({
    from: 'order()',
    hazard: 'toLocaleString() without a locale',
    chain: [],
    may: false,
  });
  expect(message).toBe(
    [
      '[HR1035] order() reaches toLocaleString() without a locale.',
      '  Why:     the text differs between the machines that run a workflow and its replay.',
      "  Fix:     name the locale: toLocaleString('en-US'), localeCompare(other, 'en').",
      '  Docs:    https://handrail.dev/errors/HR1035        (offline: npx handrail explain HR1035)',
    ].join('\n'),
  );
});
