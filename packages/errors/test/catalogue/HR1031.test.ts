import { expect, it } from 'vitest';
import { HR1031 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1031.error({ from: 'order()', hazard: 'crypto', chain: [], may: false });
  expect(message).toBe(
    [
      '[HR1031] order() reaches crypto.',
      '  Why:     the workflow task fails with a ReferenceError or TypeError and is retried until a fix is deployed.',
      '  Fix:     take ids from uuid4() of the workflow package, and move other cryptography to an activity.',
      '  Docs:    https://handrail.dev/errors/HR1031        (offline: npx handrail explain HR1031)',
    ].join('\n'),
  );
});

it.each([
  ['console.table', 'use console.log, console.info, console.warn, console.error or console.debug.'],
  ['structuredClone', 'copy by hand, or by JSON.parse(JSON.stringify(value)).'],
  ['navigator', 'move what needs it to an activity.'],
])('knows what to use instead of %s', (hazard, fix) => {
  expect(HR1031.problem({ from: 'order()', hazard, chain: [], may: false }).fix).toBe(fix);
});
