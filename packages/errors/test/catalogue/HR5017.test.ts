import { expect, it } from 'vitest';
import { HR5017 } from '../../src';

it('says what was given instead', () => {
  const { message } = HR5017.error({ value: 'undefined', kind: 'nothing' });
  expect(message).toBe(
    [
      '[HR5017] MockActivityEnvironment.run got undefined in the place of an activity, which is a function.',
      '  Why:     nothing was run: the SDK fails at the call, with a TypeError that does not say whose.',
      '  Fix:     correct the import: a name that a module does not export is undefined, and so is one from a module that imports this one.',
      '  Docs:    https://handrail.dev/errors/HR5017        (offline: npx handrail explain HR5017)',
    ].join('\n'),
  );
});

it.each([
  ['name', 'pass the function, not its name: environment.run(activities.charge, …).'],
  [
    'promise',
    'pass the function without calling it, and its arguments behind it: environment.run(charge, orderId), not run(charge(orderId)). A function that is made asynchronously has to be waited for first.',
  ],
  ['other', 'pass the function, and its arguments behind it: environment.run(charge, orderId, 500).'],
] as const)('has the remedy that fits (%s)', (kind, fix) => {
  expect(HR5017.problem({ value: 'x', kind }).fix).toBe(fix);
});
