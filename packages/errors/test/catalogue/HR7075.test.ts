import { expect, it } from 'vitest';
import { HR7075 } from '../../src';

it('names the option and what is wrong with it', () => {
  const { message } = HR7075.error({ field: 'signal.name', value: "''", reason: 'is empty' });
  expect(message).toBe(
    [
      "[HR7075] The repair has signal.name: '', which is empty.",
      '  Why:     it would repair other executions than those that are meant: nothing was looked at and nothing changed.',
      '  Fix:     correct signal.name.',
      '  Docs:    https://handrail.dev/errors/HR7075        (offline: npx handrail explain HR7075)',
    ].join('\n'),
  );
});
