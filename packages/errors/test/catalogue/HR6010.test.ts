import { expect, it } from 'vitest';
import { HR6010 } from '../../src';

it('names the option, its value and what it must be', () => {
  const { message } = HR6010.error({
    option: 'plans[0]',
    value: '"zombies"',
    expected: 'a kind of plan (crash, zombie, …) or the id of a plan',
  });
  expect(message).toBe(
    [
      '[HR6010] The option plans[0] of the idempotency check is "zombies", but must be a kind of plan (crash, zombie, …) or the id of a plan.',
      '  Why:     the check would look at something else than was meant.',
      '  Fix:     give plans[0] as a kind of plan (crash, zombie, …) or the id of a plan.',
      '  Docs:    https://handrail.dev/errors/HR6010        (offline: npx handrail explain HR6010)',
    ].join('\n'),
  );
});
