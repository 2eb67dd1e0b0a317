import { defineError } from '../define-error';

export const HR9013 = defineError<{ port: number; purpose: string }>({
  code: 'HR9013',
  title: 'A port is in use',
  disposition: 'refuse',
  head: ({ port, purpose }) => `Port ${port}, wanted for ${purpose}, is in use.`,
  why: () =>
    'the program that has it may be another Temporal server with other workflows on it: a client would talk to the wrong one without noticing.',
  fix: ({ port }) =>
    `stop the program that listens on ${port}, or choose another port (handrail dev --port 7234 --ui-port 8234).`,
  example: { port: 7233, purpose: 'the server' },
});
