import { expect, it } from 'vitest';
import { HR9040 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR9040.error({
    mistakes: ['settings.handrail.trust[0] has no reason: say who has looked at it, and why it is safe'],
  });
  expect(message).toBe(
    [
      '[HR9040] The settings of the lint rules are not valid: settings.handrail.trust[0] has no reason: say who has looked at it, and why it is safe.',
      '  Why:     a misspelt setting would be of no effect, and nobody would notice.',
      "  Fix:     correct settings.handrail in the ESLint config: { workflows: ['src/flows/**/*.ts'], trust: [{ module, function, reason }] }.",
      '  Docs:    https://handrail.dev/errors/HR9040        (offline: npx handrail explain HR9040)',
    ].join('\n'),
  );
});
