import { defineError } from '../define-error';

export const HR6012 = defineError<{ part: string; value: string }>({
  code: 'HR6012',
  title: 'An operation key is made of nothing',
  disposition: 'task-failure',
  head: ({ part, value }) => `The ${part} of an operation key is ${value}, which names nothing.`,
  why: () =>
    'a key that is made of nothing is the same for everything, so every operation but the first would count as a repetition.',
  fix: ({ part }) =>
    part === 'id'
      ? "give operationKey() a text that names what is done: operationKey('charge')."
      : "give operationKey() a text or a whole number that names the occasion: operationKey('charge', '2026-11').",
  example: { part: 'id', value: 'undefined' },
});
