// Options of a runtime that the SDK takes for nothing, without a word.
import { DefaultLogger, type RuntimeOptions } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { badRuntimeOptions } from '../../src/internal/runtime-options';

const told = (options: unknown) =>
  badRuntimeOptions(options as RuntimeOptions).map(({ code, head, disposition }) => `${code} ${disposition}: ${head}`);
const metrics = (given: object) => ({ telemetryOptions: { metrics: given } });
const PROMETHEUS = 'telemetryOptions.metrics.prometheus';
const OTEL = 'telemetryOptions.metrics.otel';

it.each<[object, string]>([
  [{ telemetry: {} }, 'an option telemetry that does not exist; did you mean telemetryOptions?'],
  [{ metrics: {} }, 'an option metrics that does not exist; did you mean telemetryOptions.metrics?'],
  [metrics({ prometeus: {} }), `an option telemetryOptions.metrics.prometeus that does not exist; did you mean ${PROMETHEUS}?`],
  [metrics({ prometheus: { bindAddress: '0.0.0.0:9464', unitsSuffix: true } }), `an option ${PROMETHEUS}.unitsSuffix that does not exist; did you mean ${PROMETHEUS}.unitSuffix?`],
  [metrics({ otel: { url: 'http://otel:4317', exportInterval: '5s' } }), `an option ${OTEL}.exportInterval that does not exist; did you mean ${OTEL}.metricsExportInterval?`],
])('refuses a misspelt option (HR2012): %j', (options, rest) => {
  expect(told(options)).toEqual([`HR2012 refuse: Runtime.install has ${rest}`]);
}); // prettier-ignore

it.each<[object, string]>([
  [{ logger: { info: () => undefined, error: () => undefined } }, "logger: an object, which lacks log, trace, debug, warn: the SDK calls each of them, and dies of one that is missing; new DefaultLogger('INFO', ({ level, message, meta }) => …) has them all."],
  [{ shutdownSignals: 'SIGTERM' }, "shutdownSignals: 'SIGTERM', which is not a list of signals: ['SIGTERM']."],
  [{ shutdownSignals: ['SIGTERM', 'SIGKILL'] }, "shutdownSignals[1]: 'SIGKILL', which cannot be listened to: it ends a process at once; 'SIGTERM' can."],
  [{ shutdownSignals: ['TERM'] }, "shutdownSignals[0]: 'TERM', which is no signal of this system, and never arrives: write 'SIGTERM', say."],
  [{ telemetryOptions: { logging: { forward: true } } }, 'telemetryOptions.logging.forward: true, which is not an object, so that nothing is forwarded: forward: {}.'],
  [{ telemetryOptions: { logging: { filter: { core: 'verbose' } } } }, "telemetryOptions.logging.filter.core: 'verbose', which is neither 'TRACE' nor 'DEBUG' nor 'INFO' nor 'WARN' nor 'ERROR'."],
  [metrics({ prometheus: {} }), `${PROMETHEUS}.bindAddress: undefined, which is no address with a port, such as '0.0.0.0:9464'.`],
  [metrics({ prometheus: true }), `${PROMETHEUS}: true, which is not an object with options: it is left out.`],
  [metrics({ prometheus: { bindAddress: '0.0.0.0:9464' }, otel: { url: 'http://otel:4317' } }), `${OTEL}: an object, which is not read beside prometheus: a process has one exporter of metrics.`],
  [metrics({ otel: { url: 'localhost:4317' } }), `${OTEL}.url: 'localhost:4317', which is no URL: write 'http://localhost:4317'.`],
  [metrics({ otel: { url: 'http://otel:4317', temporality: 'DELTA' } }), `${OTEL}.temporality: 'DELTA', which is neither 'cumulative' nor 'delta': write 'delta'.`],
])('refuses a value that is taken for nothing (HR2014): %j', (options, rest) => {
  expect(told(options)).toEqual([`HR2014 refuse: Runtime.install has ${rest}`]);
}); // prettier-ignore

it('warns of what works otherwise than was meant', () => {
  expect(told({ logger: new DefaultLogger('warning' as 'WARN') })).toEqual([
    "HR2014 warn: Runtime.install has logger.level: 'warning', which is neither 'TRACE' nor 'DEBUG' nor 'INFO' nor 'WARN' nor 'ERROR'.",
  ]);
  expect(told(metrics({ otel: { url: 'http://otel:4317', metricsExportInterval: '10' } }))).toEqual([
    `HR2010 warn: Runtime.install has ${OTEL}.metricsExportInterval: '10', which has no unit: it counts as milliseconds.`,
  ]);
});

it.each([
  {},
  { logger: undefined, telemetryOptions: undefined, shutdownSignals: [] },
  { logger: console, workerHeartbeatInterval: 0, shutdownSignals: ['SIGINT', 'SIGUSR2'] },
  { logger: new DefaultLogger('DEBUG'), telemetryOptions: { logging: { forward: {}, filter: { core: 'info' } } } },
  {
    telemetryOptions: {
      logging: { filter: 'warn,temporalio_sdk_core=debug', forward: { level: 'INFO' } },
      tracing: {},
    },
  },
  metrics({ prometheus: { bindAddress: '[::]:9464' }, globalTags: { team: 'orders' }, metricPrefix: '' }),
  metrics({ otel: { url: 'grpc://otel:4317', http: false, headers: {}, temporality: 'delta' } }),
  metrics({ buffer: { maxBufferSize: 10 } }),
])('takes what the SDK takes: %o', (options) => {
  expect(told(options)).toEqual([]);
});
