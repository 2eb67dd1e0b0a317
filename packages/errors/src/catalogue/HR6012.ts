import { defineError } from '../define-error';

export const HR6012 = defineError<{ part: string; value: string; expected: string }>({
  code: 'HR6012',
  title: 'An operation key is made of nothing',
  disposition: 'task-failure',
  head: ({ part, value, expected }) => `The ${part} of an operation key is ${value}, but must be ${expected}.`,
  why: () =>
    'a key that is made of nothing is the same for everything, so every operation but the first would count as a repetition.',
  fix: ({ part, expected }) => `give operationKey() as ${part} ${expected}.`,
  example: { part: 'id', value: 'undefined', expected: "a text that names what is done: 'charge'" },
});
