import { expect, it } from 'vitest';
import { HR6014 } from '../../src';

it('says who holds the key now', () => {
  const { message } = HR6014.error({ key: 'charge/order-1', epoch: 1, current: 2 });
  expect(message).toBe(
    [
      '[HR6014] This attempt does not hold the key "charge/order-1" any more: a later one has taken it over (epoch 2 after 1).',
      '  Why:     the server has given this attempt up while its code went on; what it still had to write would come second.',
      '  Fix:     nothing has to be done for this call: the later attempt goes on from the recovery points. If it happens often, raise startToCloseTimeout, or heartbeat and stop when cancelled.',
      '  Docs:    https://handrail.dev/errors/HR6014        (offline: npx handrail explain HR6014)',
    ].join('\n'),
  );
});
