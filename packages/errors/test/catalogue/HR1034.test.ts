import { expect, it } from 'vitest';
import { HR1034 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1034.error({
    from: 'order()',
    hazard: 'Date.prototype.constructor.now()',
    chain: [],
    may: false,
  });
  expect(message).toBe(
    [
      '[HR1034] order() reaches Date.prototype.constructor.now().',
      '  Why:     a replay sees another time than the first run did, and takes another path.',
      '  Fix:     use Date.now() or new Date(), which the sandbox makes deterministic.',
      '  Docs:    https://handrail.dev/errors/HR1034        (offline: npx handrail explain HR1034)',
    ].join('\n'),
  );
});
