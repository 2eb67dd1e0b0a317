import { expect, it } from 'vitest';
import { HR1033 } from '../../src';

it('names what is reached, why it matters and what to do', () => {
  const { message } = HR1033.error({ from: 'order()', hazard: 'process.env.CURRENCY', chain: [], may: false });
  expect(message).toBe(
    [
      '[HR1033] order() reaches process.env.CURRENCY.',
      '  Why:     the sandbox has no process: any variable but NODE_ENV, which the bundler writes into the code, is a ReferenceError.',
      '  Fix:     hand the value to the workflow as an argument, or read it in an activity.',
      '  Docs:    https://handrail.dev/errors/HR1033        (offline: npx handrail explain HR1033)',
    ].join('\n'),
  );
});
