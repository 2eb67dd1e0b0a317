import { defineError } from '../define-error';

export const HR5017 = defineError<{
  /** In words: `undefined`, `'charge'`, `an object`. */
  value: string;
  kind: 'nothing' | 'name' | 'promise' | 'other';
}>({
  code: 'HR5017',
  title: 'What is run as an activity is none',
  disposition: 'refuse',
  head: ({ value }) => `MockActivityEnvironment.run got ${value} in the place of an activity, which is a function.`,
  why: () => 'nothing was run: the SDK fails at the call, with a TypeError that does not say whose.',
  fix: ({ kind }) => REMEDIES[kind],
  example: { value: 'undefined', kind: 'nothing' },
});

const REMEDIES = {
  nothing:
    'correct the import: a name that a module does not export is undefined, and so is one from a module that imports this one.',
  name: 'pass the function, not its name: environment.run(activities.charge, …).',
  promise:
    'pass the function without calling it, and its arguments behind it: environment.run(charge, orderId), not run(charge(orderId)). A function that is made asynchronously has to be waited for first.',
  other: 'pass the function, and its arguments behind it: environment.run(charge, orderId, 500).',
} as const;
