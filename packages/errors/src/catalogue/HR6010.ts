import { defineError } from '../define-error';

export const HR6010 = defineError<{ option: string; value: string; expected: string }>({
  code: 'HR6010',
  title: 'An option of an idempotency check is wrong',
  disposition: 'refuse',
  head: ({ option, value, expected }) =>
    `The option ${option} of the idempotency check is ${value}, but must be ${expected}.`,
  why: () => 'the check would look at something else than was meant.',
  fix: ({ option, expected }) => `give ${option} as ${expected}.`,
  example: {
    option: 'plans[0]',
    value: '"zombies"',
    expected: 'a kind of plan (crash, zombie, …) or the id of a plan',
  },
});
