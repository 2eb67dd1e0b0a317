import { CALL_OPTIONS, CONNECTION_WORDS, misspeltOptions, type OptionTable } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type {
  Backfill,
  CalendarSpec,
  ClientInterceptors,
  ClientOptions,
  ConnectionOptions,
  IntervalSpec,
  ScheduleOptions,
  ScheduleSpec,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

/** Written as records, so that the compiler names what an SDK release adds or drops. */
type Names<T> = Readonly<Record<keyof T, true>>;

const CONNECTION: Names<ConnectionOptions> = {
  address: true,
  apiKey: true,
  callCredentials: true,
  channelArgs: true,
  connectTimeout: true,
  credentials: true,
  interceptors: true,
  metadata: true,
  plugins: true,
  tls: true,
};

type TlsConfig = Exclude<NonNullable<ConnectionOptions['tls']>, boolean>;

const TLS: Names<TlsConfig> = { serverNameOverride: true, serverRootCACertificate: true, clientCertPair: true };
const PAIR: Names<NonNullable<TlsConfig['clientCertPair']>> = { crt: true, key: true };

const CLIENT: Names<ClientOptions> = {
  connection: true,
  dataConverter: true,
  identity: true,
  interceptors: true,
  namespace: true,
  plugins: true,
  workflow: true,
};

const INTERCEPTORS: Names<ClientInterceptors> = { activity: true, nexus: true, schedule: true, workflow: true };

const CONVERTER: Names<DataConverter> = {
  externalStorage: true,
  failureConverterPath: true,
  payloadCodecs: true,
  payloadConverterPath: true,
};

const SCHEDULE: Names<ScheduleOptions> = {
  action: true,
  memo: true,
  policies: true,
  scheduleId: true,
  searchAttributes: true,
  spec: true,
  state: true,
  typedSearchAttributes: true,
};

const SPEC: Names<ScheduleSpec> = {
  calendars: true,
  cronExpressions: true,
  endAt: true,
  intervals: true,
  jitter: true,
  skip: true,
  startAt: true,
  timezone: true,
};

const POLICIES: Names<NonNullable<ScheduleOptions['policies']>> = {
  catchupWindow: true,
  overlap: true,
  pauseOnFailure: true,
};

const STATE: Names<NonNullable<ScheduleOptions['state']>> = {
  backfill: true,
  note: true,
  paused: true,
  remainingActions: true,
  triggerImmediately: true,
};

const INTERVAL: Names<IntervalSpec> = { every: true, offset: true };

const CALENDAR: Names<CalendarSpec> = {
  comment: true,
  dayOfMonth: true,
  dayOfWeek: true,
  hour: true,
  minute: true,
  month: true,
  second: true,
  year: true,
};

const BACKFILL: Names<Backfill> = { end: true, overlap: true, start: true };

const keys = Object.keys;

const TABLES = {
  connection: { ...CONNECTION_WORDS, names: keys(CONNECTION), within: { tls: keys(TLS) } },
  tls: {
    names: keys(TLS),
    within: { clientCertPair: keys(PAIR) },
    meant: {
      ca: 'serverRootCACertificate',
      rootCertificate: 'serverRootCACertificate',
      serverCACert: 'serverRootCACertificate',
      cert: 'clientCertPair',
      clientCert: 'clientCertPair',
      servername: 'serverNameOverride',
      domain: 'serverNameOverride',
    },
  },
  pair: { names: keys(PAIR), meant: { cert: 'crt', certificate: 'crt', privateKey: 'key' } },
  schedule: {
    names: keys(SCHEDULE),
    within: {
      spec: keys(SPEC),
      policies: keys(POLICIES),
      state: keys(STATE),
      action: CALL_OPTIONS.scheduledWorkflow.filter((name) => !(name in SCHEDULE)),
    },
    perhaps: { id: 'scheduleId' },
  },
  spec: {
    names: keys(SPEC),
    meant: { cron: 'cronExpressions', every: 'intervals', exclude: 'skip', timeZone: 'timezone' },
    perhaps: { start: 'startAt', end: 'endAt', tz: 'timezone' },
  },
  policies: {
    names: keys(POLICIES),
    meant: { overlapPolicy: 'overlap', catchUp: 'catchupWindow', catchup: 'catchupWindow' },
  },
  state: { names: keys(STATE), perhaps: { pause: 'paused', limitedActions: 'remainingActions' } },
  interval: { names: keys(INTERVAL), meant: { interval: 'every', phase: 'offset' } },
  calendar: { names: keys(CALENDAR), perhaps: { day: 'dayOfMonth' } },
  backfill: { names: keys(BACKFILL) },
} satisfies Readonly<Record<string, OptionTable>>;

/** What is misspelt of a connection's options. */
export function misspeltConnectionOptions(subject: string, options: ConnectionOptions | undefined): Problem[] {
  const tls = options?.tls;
  const config = typeof tls === 'object' ? tls : undefined;
  return [
    ...misspeltOptions(subject, options, TABLES.connection),
    ...misspeltOptions(subject, config, TABLES.tls, 'tls.'),
    ...misspeltOptions(subject, config?.clientCertPair, TABLES.pair, 'tls.clientCertPair.'),
  ];
}

/**
 * What is misspelt of a client's options.
 *
 * @param others what only this kind of client takes
 */
export function misspeltClientOptions(
  subject: string,
  options: ClientOptions,
  others: readonly string[] = [],
): Problem[] {
  const { interceptors, dataConverter } = options;
  const table: OptionTable = {
    names: [...keys(CLIENT), 'policy', ...others],
    within: { workflow: ['queryRejectCondition'], dataConverter: keys(CONVERTER) },
    perhaps: { address: 'connection: await Connection.connect({ address })' },
  };
  return [
    ...misspeltOptions(subject, options, table),
    ...misspeltOptions(subject, interceptors, { names: keys(INTERCEPTORS) }, 'interceptors.'),
    ...misspeltOptions(subject, dataConverter, { names: keys(CONVERTER) }, 'dataConverter.'),
  ];
}

/** What is misspelt of a schedule, apart from its action. */
export function misspeltScheduleOptions(subject: string, schedule: Readonly<Record<string, unknown>>): Problem[] {
  const { spec, policies, state } = schedule;
  const inSpec = listsOf(spec);
  return [
    ...misspeltOptions(subject, schedule, TABLES.schedule),
    ...misspeltOptions(subject, spec, TABLES.spec, 'spec.'),
    ...misspeltOptions(subject, policies, TABLES.policies, 'policies.'),
    ...misspeltOptions(subject, state, TABLES.state, 'state.'),
    ...inEach(subject, inSpec('intervals'), TABLES.interval, 'spec.intervals'),
    ...inEach(subject, inSpec('calendars'), TABLES.calendar, 'spec.calendars'),
    ...inEach(subject, inSpec('skip'), TABLES.calendar, 'spec.skip'),
    ...inEach(subject, listsOf(state)('backfill'), TABLES.backfill, 'state.backfill'),
  ];
}

function listsOf(source: unknown): (name: string) => readonly unknown[] {
  return (name) => {
    // What cannot be read is reported by whoever reads the schedule.
    const descriptor = typeof source === 'object' && source !== null && Object.getOwnPropertyDescriptor(source, name);
    const value: unknown = descriptor ? descriptor.value : undefined;
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  };
}

function inEach(subject: string, list: readonly unknown[], table: OptionTable, path: string): Problem[] {
  return list.flatMap((entry, index) => misspeltOptions(subject, entry, table, `${path}[${index}].`));
}
