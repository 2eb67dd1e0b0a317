import { expect, it } from 'vitest';
import { HR7073 } from '../../src';

it('names the option and what is wrong with it', () => {
  const { message } = HR7073.error({ field: 'every', value: "'soon'", reason: 'is not a duration' });
  expect(message).toBe(
    [
      `[HR7073] The SLA monitor has every: 'soon', which is not a duration.`,
      '  Why:     a monitor that looks alive and tells nobody is worse than none: it was not started.',
      '  Fix:     correct every.',
      '  Docs:    https://handrail.dev/errors/HR7073        (offline: npx handrail explain HR7073)',
    ].join('\n'),
  );
});
