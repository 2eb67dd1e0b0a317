import { expect, it } from 'vitest';
import { HR3001 } from '../../src';

const price = { path: 'args[0].price', is: 'bigint', kind: 'bigint' };

it('names every part that cannot be sent, and a remedy for each kind of them', () => {
  const self = { path: 'args[1].self', is: 'a circular reference to args[1]', kind: 'circular' };
  expect(HR3001.error({ subject: 'The start of workflow "order"', faults: [price, self, price] }).message).toBe(
    [
      '[HR3001] The start of workflow "order" cannot be serialised: args[0].price: bigint; args[1].self: a circular reference to args[1]; args[0].price: bigint.',
      '  Why:     the payload converter has no form for it, so nothing was sent.',
      '  Fix:     send a bigint as a string (String(price)) and read it back with BigInt(…).',
      '           send the id of what is referred to, in place of the reference that leads back to it.',
      '  Docs:    https://handrail.dev/errors/HR3001        (offline: npx handrail explain HR3001)',
    ].join('\n'),
  );
});

it('says of a result why it is not tried again', () => {
  const { why } = HR3001.problem({ subject: 'The result of activity "charge"', faults: [price], happened: true });
  expect(why).toBe(
    'it has run already, so its effect has happened: it is not retried, for a retry would repeat the effect and fail again.',
  );
});

it('names the line of workflow code that sends it, where it is known', () => {
  const { head } = HR3001.problem({
    subject: 'A value that workflow "order" sends',
    faults: [price],
    place: 'src/order.ts:7',
  });
  expect(head).toBe(
    'A value that workflow "order" sends (src/order.ts:7) cannot be serialised: args[0].price: bigint.',
  );
});

it('has a remedy for kinds that it does not know', () => {
  const { fix } = HR3001.problem({ subject: 'Signal "paid"', faults: [{ path: 'args[0]', is: 'odd', kind: 'odd' }] });
  expect(fix).toBe('send plain JSON: strings, numbers, lists, objects.');
});
