import { defineError } from '../define-error';

export const HR6021 = defineError<{ option: string; value: string; expected: string }>({
  code: 'HR6021',
  title: 'An option of a rehearsal is wrong',
  disposition: 'refuse',
  head: ({ option, value, expected }) => `The option ${option} of the rehearsal is ${value}, but must be ${expected}.`,
  why: () =>
    'the rehearsal would repeat nothing, or something else than was meant, and its report would say that all is well.',
  fix: ({ option, expected }) => `give ${option} as ${expected}.`,
  example: { option: 'rate', value: '7', expected: 'a number from 0 to 1' },
});
