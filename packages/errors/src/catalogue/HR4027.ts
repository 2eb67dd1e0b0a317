import { defineError } from '../define-error';

export const HR4027 = defineError<{ address: string; operation: string }>({
  code: 'HR4027',
  title: 'The connection is closed',
  disposition: 'report',
  head: ({ address, operation }) => `${operation} found the connection to ${address} closed by this process.`,
  why: () =>
    'nothing was sent: connection.close() ends it for every client that shares it, and it cannot be opened again.',
  fix: () =>
    'call close() once, when the process ends and its last call is done; a test that closes a shared connection needs one of its own.',
  example: { address: 'localhost:7233', operation: 'workflow.start' },
});
