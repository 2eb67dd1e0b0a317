import { defineError } from '../define-error';

export const HR9015 = defineError<{ address: string; problem: string; output: string }>({
  code: 'HR9015',
  title: 'The development server did not start',
  disposition: 'refuse',
  head: ({ address, problem }) => `The development server did not start at ${address}: ${problem}.`,
  why: ({ output }) => (output === '' ? 'it printed nothing.' : `the last that it printed was:\n${output}`),
  fix: () =>
    'remove what it complains of; for a damaged database file choose another with --db-filename, for a broken program set TEMPORAL_CLI_PATH to another Temporal CLI.',
  example: {
    address: '127.0.0.1:7233',
    problem: 'it ended at once, with exit code 1',
    output: 'Error: unable to open database file "orders.db"',
  },
});
