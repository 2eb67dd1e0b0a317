import { expect, it } from 'vitest';
import { HR5011 } from '../../src';

it('says why they cannot be read, and that nothing has happened', () => {
  const facts = { activityType: 'charge', taskQueue: 'payments', reason: 'Unknown encoding: binary/encrypted' };
  expect(HR5011.error(facts).message).toBe(
    [
      '[HR5011] The worker of task queue "payments" cannot read the arguments of activity "charge": Unknown encoding: binary/encrypted',
      '  Why:     the activity was not called, so it has had no effect. The attempt is tried again, and fails again until the worker can read them.',
      '  Fix:     give the worker the data converter of whoever calls the activity: the same payloadConverterPath and the same payloadCodecs, with all their keys.',
      '  Docs:    https://handrail.dev/errors/HR5011        (offline: npx handrail explain HR5011)',
    ].join('\n'),
  );
});

it('thinks of a function first where an argument has no content', () => {
  const facts = { activityType: 'charge', taskQueue: 'payments', reason: 'Unexpected end of JSON input', empty: true };
  expect(HR5011.error(facts).message).toContain(
    '  Fix:     pass only what JSON can hold: an argument that is a function or a symbol arrives as nothing at all.',
  );
});
