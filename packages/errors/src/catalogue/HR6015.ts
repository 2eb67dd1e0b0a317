import { defineError } from '../define-error';

export const HR6015 = defineError<{ key: string; waited: string }>({
  code: 'HR6015',
  title: 'Another attempt is at work on a key of the ledger',
  disposition: 'refuse',
  head: ({ key, waited }) => `Another attempt is at work on the key "${key}": it did not end within ${waited}.`,
  why: () => 'both would take effect if this one went on.',
  fix: () =>
    'let the activity be retried, as it is by default. A transaction that hangs is ended by the database after idleTimeout, and its key is free then.',
  example: { key: 'charge/order-1', waited: '10 seconds' },
});
