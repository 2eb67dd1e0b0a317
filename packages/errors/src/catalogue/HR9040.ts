import { defineError } from '../define-error';

export const HR9040 = defineError<{ mistakes: readonly string[] }>({
  code: 'HR9040',
  title: 'The settings of the lint rules are not valid',
  disposition: 'refuse',
  head: ({ mistakes }) => `The settings of the lint rules are not valid: ${mistakes.join('; ')}.`,
  why: () => 'a misspelt setting would be of no effect, and nobody would notice.',
  fix: () =>
    "correct settings.handrail in the ESLint config: { workflows: ['src/flows/**/*.ts'], trust: [{ module, function, reason }] }.",
  example: { mistakes: ['settings.handrail.trust[0] has no reason: say who has looked at it, and why it is safe'] },
});
