import { badValue, misspeltOptions, type OptionTable, readField, showValue } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import { DefaultLogger, type RuntimeOptions, type TelemetryOptions } from '@temporalio/worker';
import { constants } from 'node:os';
import { badDuration, badWord } from './worker-option-values';

type Keys<T> = T extends unknown ? keyof T : never;
/** Written as records, so that the compiler names what an SDK release adds or drops. */
type Names<T> = Readonly<Record<Keys<T>, true>>;

type Metrics = NonNullable<TelemetryOptions['metrics']>;
type Exporter<Name extends string> = Extract<Metrics, Record<Name, unknown>> extends Record<Name, infer E> ? E : never;

const RUNTIME: Names<RuntimeOptions> = {
  logger: true,
  shutdownSignals: true,
  telemetryOptions: true,
  workerHeartbeatInterval: true,
};

const TELEMETRY: Names<TelemetryOptions> = {
  logging: true,
  metrics: true,
  noTemporalPrefixForMetrics: true,
  tracing: true,
  tracingFilter: true,
};

const METRICS: Names<Metrics> = {
  attachServiceName: true,
  buffer: true,
  globalTags: true,
  metricPrefix: true,
  otel: true,
  prometheus: true,
  temporality: true,
};

const PROMETHEUS: Names<Exporter<'prometheus'>> = {
  bindAddress: true,
  countersTotalSuffix: true,
  histogramBucketOverrides: true,
  unitSuffix: true,
  useSecondsForDurations: true,
};

const OTEL: Names<Exporter<'otel'>> = {
  headers: true,
  histogramBucketOverrides: true,
  http: true,
  metricsExportInterval: true,
  temporality: true,
  url: true,
  useSecondsForDurations: true,
};

const LOGGING: Names<NonNullable<TelemetryOptions['logging']>> = { console: true, filter: true, forward: true };

const keys = Object.keys;

/** The options of a runtime, by where they stand; each with the words that are written for them. */
const TABLES: Readonly<Record<string, OptionTable>> = {
  '': {
    names: keys(RUNTIME),
    within: { telemetryOptions: keys(TELEMETRY) },
    meant: { telemetry: 'telemetryOptions', signals: 'shutdownSignals' },
  },
  telemetryOptions: {
    names: keys(TELEMETRY),
    within: { metrics: keys(METRICS), logging: keys(LOGGING) },
    meant: { metricsExporter: 'metrics' },
  },
  'telemetryOptions.logging': { names: keys(LOGGING), meant: { level: 'filter', forwarding: 'forward' } },
  'telemetryOptions.metrics': {
    names: keys(METRICS),
    within: { prometheus: keys(PROMETHEUS), otel: keys(OTEL) },
    meant: { prefix: 'metricPrefix', tags: 'globalTags', otlp: 'otel', openTelemetry: 'otel' },
  },
  'telemetryOptions.metrics.prometheus': {
    names: keys(PROMETHEUS),
    meant: { address: 'bindAddress', endpoint: 'bindAddress', host: 'bindAddress', port: 'bindAddress' },
  },
  'telemetryOptions.metrics.otel': {
    names: keys(OTEL),
    meant: {
      address: 'url',
      endpoint: 'url',
      interval: 'metricsExportInterval',
      exportInterval: 'metricsExportInterval',
    },
  },
};

const SUBJECT = 'Runtime.install';

/** What of a runtime's options the SDK takes for nothing, or for something else: there is one runtime for a process, and its mistakes are silent. */
export function badRuntimeOptions(options: RuntimeOptions): Problem[] {
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, name) => (name === '' ? value : readField(value, name)), options);
  const metrics = at('telemetryOptions.metrics');
  return [
    ...Object.entries(TABLES).flatMap(([path, table]) =>
      misspeltOptions(SUBJECT, at(path), table, path === '' ? '' : `${path}.`),
    ),
    ...loggerProblems(at('logger')),
    ...signalProblems(at('shutdownSignals')),
    ...badDuration(SUBJECT, 'workerHeartbeatInterval', at('workerHeartbeatInterval')),
    ...loggingProblems(at('telemetryOptions.logging')),
    ...(typeof metrics === 'object' && metrics !== null ? metricsProblems(metrics) : []),
  ];
}

const METHODS = ['log', 'trace', 'debug', 'info', 'warn', 'error'];
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

function loggerProblems(logger: unknown): Problem[] {
  if (logger == null) return [];
  const missing = METHODS.filter((name) => typeof readField(logger, name) !== 'function');
  if (missing.length > 0) {
    const reason = `lacks ${missing.join(', ')}: the SDK calls each of them, and dies of one that is missing; new DefaultLogger('INFO', ({ level, message, meta }) => …) has them all`;
    return [badValue(SUBJECT, 'logger', logger, reason)];
  }
  const level: unknown = logger instanceof DefaultLogger ? logger.level : undefined;
  return level === undefined ? [] : warned(badWord(SUBJECT, 'logger.level', level, LEVELS));
}

function signalProblems(signals: unknown): Problem[] {
  const field = 'shutdownSignals';
  if (signals == null) return [];
  if (!Array.isArray(signals)) return [badValue(SUBJECT, field, signals, "is not a list of signals: ['SIGTERM']")];
  return signals.flatMap((signal: unknown, index) => {
    const path = `${field}[${index}]`;
    if (signal === 'SIGKILL' || signal === 'SIGSTOP')
      return [badValue(SUBJECT, path, signal, "cannot be listened to: it ends a process at once; 'SIGTERM' can")];
    if (Object.hasOwn(constants.signals, String(signal))) return [];
    return [badValue(SUBJECT, path, signal, "is no signal of this system, and never arrives: write 'SIGTERM', say")];
  });
}

const FILTER_LEVELS = /^(?:trace|debug|info|warn|error|off)$/i;

function loggingProblems(logging: unknown): Problem[] {
  const path = 'telemetryOptions.logging';
  const [forward, filter] = [readField(logging, 'forward'), readField(logging, 'filter')];
  const levels = [
    ['forward.level', readField(forward, 'level')],
    ['filter.core', readField(filter, 'core')],
    ['filter.other', readField(filter, 'other')],
  ] as const;
  return [
    ...(forward == null || typeof forward === 'object'
      ? []
      : [badValue(SUBJECT, `${path}.forward`, forward, 'is not an object, so that nothing is forwarded: forward: {}')]),
    ...levels
      .filter(([, level]) => level != null && !(typeof level === 'string' && FILTER_LEVELS.test(level)))
      .flatMap(([name, level]) => badWord(SUBJECT, `${path}.${name}`, level, LEVELS)),
  ];
}

const EXPORTERS = ['prometheus', 'otel', 'buffer'] as const;

function metricsProblems(metrics: object): Problem[] {
  const path = 'telemetryOptions.metrics';
  const given = EXPORTERS.filter((name) => readField(metrics, name) != null);
  const [first, ...unread] = given;
  const noObjects = given.filter((name) => typeof readField(metrics, name) !== 'object');
  if (noObjects.length > 0)
    return noObjects.map((name) =>
      badValue(SUBJECT, `${path}.${name}`, readField(metrics, name), 'is not an object with options: it is left out'),
    );
  const beside = unread.map((name) => {
    const reason = `is not read beside ${first}: a process has one exporter of metrics`;
    return badValue(SUBJECT, `${path}.${name}`, readField(metrics, name), reason);
  });
  if (first === 'prometheus')
    return [...beside, ...prometheusProblems(readField(metrics, first), `${path}.prometheus`)];
  if (first === 'otel') return [...beside, ...otelProblems(readField(metrics, first), `${path}.otel`)];
  return beside;
}

function prometheusProblems(prometheus: unknown, path: string): Problem[] {
  const address = readField(prometheus, 'bindAddress');
  // Of a text the core says whether it is one.
  if (typeof address === 'string') return [];
  return [badValue(SUBJECT, `${path}.bindAddress`, address, "is no address with a port, such as '0.0.0.0:9464'")];
}

function otelProblems(otel: unknown, path: string): Problem[] {
  const [url, temporality] = [readField(otel, 'url'), readField(otel, 'temporality')];
  const isUrl = typeof url === 'string' && /^\w+:\/\//.test(url);
  const meant = typeof url === 'string' && url !== '' ? `http://${url}` : 'http://localhost:4317';
  return [
    ...(isUrl ? [] : [badValue(SUBJECT, `${path}.url`, url, `is no URL: write ${showValue(meant)}`)]),
    ...badDuration(SUBJECT, `${path}.metricsExportInterval`, readField(otel, 'metricsExportInterval')),
    ...(temporality == null ? [] : badWord(SUBJECT, `${path}.temporality`, temporality, ['cumulative', 'delta'])),
  ];
}

function warned(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, disposition: 'warn' }));
}
