import { defineError } from '../define-error';

export const HR9013 = defineError<{ port: number; purpose: string; option?: string }>({
  code: 'HR9013',
  title: 'A port is in use',
  disposition: 'refuse',
  head: ({ port, purpose }) => `Port ${port}, wanted for ${purpose}, is in use.`,
  why: ({ option }) =>
    option === undefined
      ? 'the program that has it may be another Temporal server with other workflows on it: a client would talk to the wrong one without noticing.'
      : 'what asks there would get the answers of the program that has it.',
  fix: ({ port, option }) =>
    `stop the program that listens on ${port}, or choose another port (${option === undefined ? 'handrail dev --port 7234 --ui-port 8234' : `${option} ${port + 1}`}).`,
  example: { port: 7233, purpose: 'the server' },
});
