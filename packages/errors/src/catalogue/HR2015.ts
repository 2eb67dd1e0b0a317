import { defineError } from '../define-error';

export const HR2015 = defineError<{ subject: string; guard: string; error: string }>({
  code: 'HR2015',
  title: 'A guard itself failed',
  disposition: 'warn',
  head: ({ subject, guard, error }) => `${subject} was not checked for ${guard}: the guard itself failed: ${error}`,
  why: () => 'a mistake in Handrail must not stop your work: the call goes on, and all other guards have looked at it.',
  fix: ({ guard }) =>
    `report this with the call's options, and see to what ${guard} asks for yourself until it is mended.`,
  example: {
    subject: 'Activity "charge"',
    guard: 'HR2004',
    error: "Cannot read properties of undefined (reading 'x')",
  },
});
