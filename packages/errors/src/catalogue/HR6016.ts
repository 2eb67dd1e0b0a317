import { defineError } from '../define-error';

export const HR6016 = defineError<{ what: string; consequence: string; remedy: string }>({
  code: 'HR6016',
  title: 'The ledger is asked for what it cannot keep to once',
  disposition: 'refuse',
  head: ({ what }) => `The ledger was ${what}.`,
  why: ({ consequence }) => `${consequence}.`,
  fix: ({ remedy }) => `${remedy}.`,
  example: {
    what: 'asked for the recovery point "charge" of the key "order-1" after a statement of its transaction',
    consequence: 'a call to somebody else cannot be rolled back with the transaction',
    remedy: 'call all recovery points before the first operation.query()',
  },
});
