import { defineError } from '../define-error';

export const HR6013 = defineError<{ key: string }>({
  code: 'HR6013',
  title: 'A key of the ledger comes with other arguments',
  disposition: 'refuse',
  head: ({ key }) => `The key "${key}" was used before, with other arguments.`,
  why: () =>
    'what the ledger knows under this key is another operation: its result would be a wrong answer, and this call would be lost.',
  fix: () =>
    "make the key in workflow code from what names this operation, with an occurrence where it happens more than once: operationKey('charge', '2026-11').",
  example: { key: 'charge/order-1' },
});
