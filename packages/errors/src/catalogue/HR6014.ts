import { defineError } from '../define-error';

export const HR6014 = defineError<{ key: string; epoch: number; current: number }>({
  code: 'HR6014',
  title: 'A later attempt has taken a key of the ledger over',
  disposition: 'refuse',
  head: ({ key, epoch, current }) =>
    `This attempt does not hold the key "${key}" any more: a later one has taken it over (epoch ${current} after ${epoch}).`,
  why: () =>
    'the server has given this attempt up while its code went on; what it still had to write would come second.',
  fix: () =>
    'nothing has to be done for this call: the later attempt goes on from the recovery points. If it happens often, raise startToCloseTimeout, or heartbeat and stop when cancelled.',
  example: { key: 'charge/order-1', epoch: 1, current: 2 },
});
