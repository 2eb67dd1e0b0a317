import { defineError } from '../define-error';

export const HR9017 = defineError<{ address: string; output: string }>({
  code: 'HR9017',
  title: 'The development server ended by itself',
  disposition: 'report',
  head: ({ address }) => `The development server at ${address} ended by itself.`,
  why: ({ output }) => (output === '' ? 'it printed nothing.' : `the last that it printed was:\n${output}`),
  fix: () =>
    'run `handrail dev` again. If it was killed for want of memory or disk space, make room first; executions are kept only with --db-filename.',
  example: { address: '127.0.0.1:7233', output: 'level=error msg="database or disk is full"' },
});
