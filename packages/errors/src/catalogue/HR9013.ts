import { defineError } from '../define-error';

export const HR9013 = defineError<{
  port: number;
  purpose: 'the server' | 'the UI' | 'the metrics' | "the worker's metrics" | 'the server of the test environment';
}>({
  code: 'HR9013',
  title: 'A port is in use',
  disposition: 'refuse',
  head: ({ port, purpose }) => `Port ${port}, wanted for ${purpose}, is in use.`,
  why: ({ purpose }) =>
    purpose === 'the metrics' || purpose === "the worker's metrics"
      ? 'what asks there would get the answers of the program that has it.'
      : 'the program that has it may be another Temporal server with other workflows on it: a client would talk to the wrong one without noticing.',
  fix: ({ port, purpose }) => `stop the program that listens on ${port}, or ${OTHERWISE[purpose](port)}.`,
  example: { port: 7233, purpose: 'the server' },
});

const anotherPort = (): string => 'choose another port (handrail dev --port 7234 --ui-port 8234)';

const OTHERWISE = {
  'the server': anotherPort,
  'the UI': anotherPort,
  'the metrics': (port: number) => `choose another port (--serve ${port + 1})`,
  "the worker's metrics": (port: number) =>
    `choose another port in telemetryOptions.metrics.prometheus.bindAddress ('0.0.0.0:${port + 1}'), one for each process on the machine: two workers in one process share its runtime`,
  'the server of the test environment': () =>
    'leave server.port out, for which a free one is taken; to use the server that runs there, call createFromExistingServer',
} as const;
