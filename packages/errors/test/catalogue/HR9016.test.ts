import { expect, it } from 'vitest';
import { HR9016 } from '../../src';

it('says what was not understood and where the help is', () => {
  const { message } = HR9016.error({
    problem: "unknown option '--prot' (did you mean --port?)",
    command: 'handrail dev',
  });
  expect(message).toBe(
    [
      "[HR9016] The command line cannot be understood: unknown option '--prot' (did you mean --port?).",
      '  Why:     nothing was done: a guess at what was meant could do the wrong thing.',
      '  Fix:     see `handrail dev --help`.',
      '  Docs:    https://handrail.dev/errors/HR9016        (offline: npx handrail explain HR9016)',
    ].join('\n'),
  );
});
