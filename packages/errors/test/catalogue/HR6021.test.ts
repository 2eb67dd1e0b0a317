import { expect, it } from 'vitest';
import { HR6021 } from '../../src';

it('names the option, its value and what it must be', () => {
  const { message } = HR6021.error({ option: 'rate', value: '7', expected: 'a number from 0 to 1' });
  expect(message).toBe(
    [
      '[HR6021] The option rate of the rehearsal is 7, but must be a number from 0 to 1.',
      '  Why:     the rehearsal would repeat nothing, or something else than was meant, and its report would say that all is well.',
      '  Fix:     give rate as a number from 0 to 1.',
      '  Docs:    https://handrail.dev/errors/HR6021        (offline: npx handrail explain HR6021)',
    ].join('\n'),
  );
});

it('names an option that there is not', () => {
  const { message } = HR6021.error({ unknownOption: 'onyl', options: ['mode', 'only'], nearest: 'only' });
  expect(message).toContain('[HR6021] The rehearsal has no option onyl.\n');
  expect(message).toContain('  Fix:     write only.\n');
});
