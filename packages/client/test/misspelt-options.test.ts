// What the SDK drops of the options of connections, clients and schedules without a word.
import { codeOf, HandrailError } from '@handrail/errors';
import { Connection as RawConnection, Client as RawClient } from '@temporalio/client';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { Client, connect, Connection, handrail, ScheduleClient, WorkflowClient } from '../src';
import { admitSchedule } from '../src/internal/admit-schedule';
import { openDoor } from '../src/internal/door';
import { resolvePolicy } from '@handrail/common/host';
import { freshProcessState, type Warning } from './support/process-state';

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

/** The head lines of what is thrown. */
function headsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (!HandrailError.isInstance(error)) throw error;
    return error.message.split('\n').filter((line) => line.startsWith('[HR'));
  }
  return [];
}

const lazily = (options: object) => () => Connection.lazy(options);

describe('a connection', () => {
  it.each<[object, string]>([
    [{ metadata: 'x-tenant: orders' }, "metadata is no object of headers: pass { 'x-tenant': 'orders' }."],
    [{ metadata: { authorization: 'Bearer undefined' } }, "metadata['authorization'] is made of a variable that is not set: it says undefined."],
    [{ apiKey: 'undefined' }, 'apiKey is made of a variable that is not set: it says undefined.'],
    [{ apiKey: '' }, 'apiKey is empty, and turns TLS on: leave it out where there is none.'],
    [{ apiKey: async () => 'key' }, 'apiKey is an async function, whose promise would be sent in the place of the key: let it return the key itself.'],
    [{ tls: 'false' }, 'tls is neither true nor false nor an object, and counts as true: pass one of them.'],
  ])('refuses what would be sent as something else: %o', (options, rest) => {
    expect(headsOf(lazily(options))).toEqual([`[HR4005] The connection settings have a fault: ${rest}`]);
  }); // prettier-ignore

  it.each<[object, string]>([
    [{ address: 7233 }, "[HR2014] The connection to 7233 has address: 7233, which is no text: pass host and port, 'localhost:7233'."],
    [{ interceptors: { workflow: [] } }, '[HR2014] The connection to localhost:7233 has interceptors: an object, which is not a list: a connection takes interceptors of gRPC, and new Client({ connection, interceptors: { workflow: [ … ] } }) those of workflows.'],
  ])('refuses a value that is none: %o', (options, head) => {
    expect(headsOf(lazily(options))).toEqual([head]);
  }); // prettier-ignore

  it('takes every right value', () => {
    const metadata = { 'x-tenant': 'undefined-behaviour', 'x-user': 'null', 'x-bin': Buffer.from('a') };
    for (const options of [
      { apiKey: () => 'key', tls: true },
      { apiKey: '', tls: false },
      { metadata, tls: {} },
    ])
      expect(headsOf(lazily(options))).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('that was given what is the client’s says so where the client has none of it', () => {
    const dataConverter = { payloadCodecs: [] };
    const connection = Connection.lazy({ dataConverter, identity: 'me' } as object);
    new Client({ connection, dataConverter, identity: 'me' });
    expect(warnings).toEqual([]);
    new Client({ connection, identity: 'me' });
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      '[HR2012] The connection of the client of namespace "default" has an option dataConverter that does not exist; did you mean dataConverter of the client or worker?',
    ]);
  });

  it('refuses a connectTimeout that is none, and warns of one without a unit', () => {
    expect(headsOf(lazily({ connectTimeout: 'soon' }))).toEqual([
      "[HR2010] The connection to localhost:7233 has connectTimeout: 'soon', which is not a duration.",
    ]);
    expect(headsOf(lazily({ connectTimeout: '10' }))).toEqual([]);
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      "[HR2035] The connection to localhost:7233 has connectTimeout: '10' without a unit, which is read as 10 milliseconds.",
    ]);
  });

  it.each<[object, string]>([
    [{ apikey: 'secret-key' }, 'an option apikey that does not exist; did you mean apiKey?'],
    [{ TLS: true }, 'an option TLS that does not exist; did you mean tls?'],
    [{ adress: 'a:7233' }, 'an option adress that does not exist; did you mean address?'],
    [{ ssl: true }, 'an option ssl that does not exist; did you mean tls?'],
    [{ plugin: [] }, 'an option plugin that does not exist; did you mean plugins?'],
    [{ clientCertPair: {} }, 'an option clientCertPair that does not exist; did you mean tls.clientCertPair?'],
    [{ tls: { clientCert: {} } }, 'an option tls.clientCert that does not exist; did you mean tls.clientCertPair?'],
    [
      { tls: { serverName: 'x' } },
      'an option tls.serverName that does not exist; did you mean tls.serverNameOverride?',
    ],
    [{ tls: { ca: '' } }, 'an option tls.ca that does not exist; did you mean tls.serverRootCACertificate?'],
  ])('refuses %j', (options, rest) => {
    expect(headsOf(lazily(options))).toEqual([`[HR2012] The connection to localhost:7233 has ${rest}`]);
  });

  it('is refused by connect(), too, and by the plugin of a raw connection, without a key in the message', async () => {
    const options = { apikey: 'secret-key' } as object;
    for (const act of [
      () => Connection.connect(options),
      () => connect({ connection: options }),
      () => RawConnection.connect({ ...options, plugins: [handrail()] }),
    ]) {
      const error = await act().catch((thrown: unknown) => thrown as Error);
      expect(codeOf(error)).toBe('HR2012');
      expect((error as Error).message).not.toContain('secret-key');
    }
  });

  it('only warns of a word that may be meant for an option, and not where that is given', () => {
    expect(headsOf(lazily({ host: 'a' }))).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['HR2018']);
    warnings.length = 0;
    expect(
      headsOf(lazily({ address: 'localhost:7233', host: 'a', port: 1, url: 'x', env: 'prod', name: 'n' })),
    ).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

describe('a namespace among the options of a connection', () => {
  const connection = () => Connection.lazy({ namespace: 'orders' } as object);

  it('is refused where the client gets none', () => {
    expect(headsOf(() => new Client({ connection: connection() }))).toEqual([
      '[HR2012] The connection of the client of namespace "default" has an option namespace that does not exist; did you mean namespace of the client or worker?',
    ]);
  });

  it('is fine where one object has the settings of both', () => {
    const settings = { address: 'localhost:7233', namespace: 'orders' };
    expect(
      headsOf(() => new Client({ connection: Connection.lazy(settings as object), ...settings } as object)),
    ).toEqual([]);
    expect(headsOf(() => new Client({ connection: Connection.lazy({ namespace: 'default' } as object) }))).toEqual([]);
  });
});

describe('a client', () => {
  it.each<[object, string]>([
    [{ namespaec: 'x' }, 'namespaec that does not exist; did you mean namespace?'],
    [{ plugin: [] }, 'plugin that does not exist; did you mean plugins?'],
    [{ interceptor: {} }, 'interceptor that does not exist; did you mean interceptors?'],
    [{ interceptors: { workflows: [] } }, 'interceptors.workflows that does not exist; did you mean interceptors.workflow?'],
    [{ dataConverter: { payloadCodec: [] } }, 'dataConverter.payloadCodec that does not exist; did you mean dataConverter.payloadCodecs?'],
    [{ payloadCodecs: [] }, 'payloadCodecs that does not exist; did you mean dataConverter.payloadCodecs?'],
  ])('refuses %j', (options, rest) => {
    for (const act of [() => new Client(options), () => new RawClient({ ...options, plugins: [handrail()] })]) {
      expect(headsOf(act)).toEqual([`[HR2012] The client of namespace "default" has an option ${rest}`]);
    }
  }); // prettier-ignore

  it.each<[object, string]>([
    [{ interceptors: { workflow: [undefined] } }, '[HR2014] The client of namespace "default" has interceptors.workflow[0]: undefined, which is no object with the methods of an interceptor.'],
    [{ interceptors: { schedule: [() => ({})] } }, '[HR2014] The client of namespace "default" has interceptors.schedule[0]: a function, which is no object with the methods of an interceptor: of a function that makes one pass what it returns.'],
    [{ interceptors: { workflow: [class Audit {}] } } as never, '[HR2014] The client of namespace "default" has interceptors.workflow[0]: a function, which is a class, and not an interceptor: pass an instance, new Audit().'],
    [{ identity: 5 }, '[HR2014] The client of namespace "default" has identity: 5, which is not a text: String(process.pid), say.'],
    [{ interceptors: [{}] }, '[HR2014] The client of namespace "default" has interceptors: an array, which is a list: say what they intercept, { workflow: [ … ] }, or schedule, activity, nexus.'],
    [{ interceptors: { workflow: [{ strat: () => undefined }] } }, '[HR2012] The client of namespace "default" has an option interceptors.workflow[0].strat that does not exist; did you mean interceptors.workflow[0].start?'],
    [{ dataConverter: { payloadCodecs: {} } }, '[HR2014] The client of namespace "default" has dataConverter.payloadCodecs: an object, which is not an array: pass a list, [codec].'],
    [{ dataConverter: { payloadCodecs: [{ encode: () => undefined }] } }, '[HR2014] The client of namespace "default" has dataConverter.payloadCodecs[0]: an object, which has no function decode.'],
  ])('refuses interceptors and codecs that cannot work: %j', (options, head) => {
    expect(headsOf(() => new Client(options))).toEqual([head]);
  }); // prettier-ignore

  it('takes interceptors and codecs of every right shape', () => {
    class Codec {
      encode = async () => [];
      decode = async () => [];
    }
    class Interceptor {
      async start() {}
      name = 'mine';
    }
    const interceptors = { workflow: [new Interceptor(), { startWithDetails: () => undefined }, {}], activity: [{}] };
    expect(
      headsOf(() => new Client({ interceptors, dataConverter: { payloadCodecs: [new Codec()] } } as object)),
    ).toEqual([]);
    expect(headsOf(() => new Client({ interceptors: { workflow: { calls: [() => ({})] } } } as object))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['of a class', { workflow: [new (class Audit { async Signal() {} })()] }, '[HR2012] The client of namespace "default" has an option interceptors.workflow[0].Signal that does not exist; did you mean interceptors.workflow[0].signal?'],
    ['of another kind', { schedule: [{ craete: () => undefined }] }, '[HR2012] The client of namespace "default" has an option interceptors.schedule[0].craete that does not exist; did you mean interceptors.schedule[0].create?'],
  ])('refuses a method that nothing calls: %s', (_, interceptors, head) => {
    expect(headsOf(() => new Client({ interceptors } as object))).toEqual([head]);
  }); // prettier-ignore

  it.each<[string, object, string]>([
    ['as others call it', { workflow: [{ startWorkflow: (_input: unknown, next: unknown) => next }] }, '[HR2018] The client of namespace "default" has an option interceptors.workflow[0].startWorkflow that nothing reads; was interceptors.workflow[0].start meant?'],
    ['of schedules', { workflow: [{ create: () => undefined }] }, '[HR2018] The client of namespace "default" has an option interceptors.workflow[0].create that nothing reads; was interceptors.schedule[0].create meant?'],
  ])('warns of a method that is perhaps meant to be another: %s', (_, interceptors, head) => {
    expect(headsOf(() => new Client({ interceptors } as object))).toEqual([]);
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([head]);
  }); // prettier-ignore

  it('lets an interceptor have methods and fields of its own beside those that they resemble', () => {
    class Audit {
      readonly signals: string[] = [];
      async start() {}
      starts() {}
      started() {}
      execute() {}
      create() {}
      result() {}
    }
    class Metrics {
      async signal() {}
      update(_count: number) {}
    }
    const emitter = Object.assign(new EventEmitter(), { signal: () => undefined });
    expect(
      headsOf(() => new Client({ interceptors: { workflow: [new Audit(), new Metrics(), emitter] } } as object)),
    ).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('that stands alone refuses them, too', () => {
    for (const act of [
      () => new WorkflowClient({ namespaec: 'x' } as object),
      () => new ScheduleClient({ namespaec: 'x' } as object),
    ]) {
      expect(headsOf(act)).toHaveLength(1);
    }
    expect(headsOf(() => new WorkflowClient({ queryRejectCondition: 'NONE' }))).toEqual([]);
  });

  it('takes keys of other libraries, and is stopped by nothing in warn mode', () => {
    expect(headsOf(() => new Client({ logger: console, name: 'orders', tracing: true } as object))).toEqual([]);
    expect(warnings).toEqual([]);
    expect(headsOf(() => new Client({ namespaec: 'x', policy: { mode: 'warn' } } as object))).toEqual([]);
    expect(warnings.map(({ code }) => code)).toContain('HR2012');
  });
});

describe('a schedule', () => {
  const action = { type: 'startWorkflow', workflowType: 'order', taskQueue: 'q' };
  const admit = (schedule: object) => () =>
    admitSchedule(openDoor(resolvePolicy(), {}), 'nightly', { action, spec: {}, ...schedule });

  it.each<[object, string]>([
    [{ policy: {} }, 'policy that does not exist; did you mean policies?'],
    [{ overlap: 'SKIP' }, 'overlap that does not exist; did you mean policies.overlap?'],
    [{ cronExpressions: [] }, 'cronExpressions that does not exist; did you mean spec.cronExpressions?'],
    [{ spec: { interval: [] } }, 'spec.interval that does not exist; did you mean spec.intervals?'],
    [{ spec: { cronExpression: '' } }, 'spec.cronExpression that does not exist; did you mean spec.cronExpressions?'],
    [{ spec: { cron: '' } }, 'spec.cron that does not exist; did you mean spec.cronExpressions?'],
    [{ spec: { timeZone: '' } }, 'spec.timeZone that does not exist; did you mean spec.timezone?'],
    [{ spec: { intervals: [{ every: '1h', ofset: '1m' }] } }, 'spec.intervals[0].ofset that does not exist; did you mean spec.intervals[0].offset?'],
    [{ spec: { calendars: [{ hours: 3 }] } }, 'spec.calendars[0].hours that does not exist; did you mean spec.calendars[0].hour?'],
    [{ policies: { overlapPolicy: 'SKIP' } }, 'policies.overlapPolicy that does not exist; did you mean policies.overlap?'],
    [{ state: { remainingAction: 1 } }, 'state.remainingAction that does not exist; did you mean state.remainingActions?'],
  ])('refuses %j', (schedule, rest) => {
    expect(headsOf(admit(schedule))).toEqual([`[HR2012] Schedule "nightly" has an option ${rest}`]);
  }); // prettier-ignore

  it('warns of durations without a unit (HR2035)', () => {
    const spec = { intervals: [{ every: '5', offset: '1' }], jitter: '10' };
    expect(headsOf(admit({ spec, policies: { catchupWindow: '30 minutes' } }))).toEqual([]);
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      `[HR2035] Schedule "nightly" has spec.intervals[0].every: '5' without a unit, which is read as 5 milliseconds.`,
      `[HR2035] Schedule "nightly" has spec.intervals[0].offset: '1' without a unit, which is read as 1 millisecond.`,
      `[HR2035] Schedule "nightly" has spec.jitter: '10' without a unit, which is read as 10 milliseconds.`,
    ]);
    warnings.length = 0;
    expect(headsOf(admit({ spec: { intervals: [{ every: 5_000, offset: 0 }], jitter: '500' } }))).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('refuses an overlap policy of a backfill that is none', () => {
    const backfill = [{ start: new Date(1), end: new Date(2), overlap: 'ALL' }];
    expect(headsOf(admit({ state: { backfill } }))).toEqual([
      `[HR2014] The state.backfill[0] of schedule "nightly" has overlap: 'ALL', which is none of SKIP, BUFFER_ONE, BUFFER_ALL, CANCEL_OTHER, TERMINATE_OTHER, ALLOW_ALL.`,
    ]);
  });

  it.each<[unknown, string]>([
    ['SKIPP', "'SKIPP', which is none of SKIP, BUFFER_ONE, BUFFER_ALL, CANCEL_OTHER, TERMINATE_OTHER, ALLOW_ALL (did you mean 'SKIP'?)."],
    ['skip', "'skip', which is none of SKIP, BUFFER_ONE, BUFFER_ALL, CANCEL_OTHER, TERMINATE_OTHER, ALLOW_ALL (did you mean 'SKIP'?)."],
    [99, '99, which is none of SKIP, BUFFER_ONE, BUFFER_ALL, CANCEL_OTHER, TERMINATE_OTHER, ALLOW_ALL.'],
    [true, 'true, which is none of SKIP, BUFFER_ONE, BUFFER_ALL, CANCEL_OTHER, TERMINATE_OTHER, ALLOW_ALL.'],
  ])('refuses policies.overlap: %j', (overlap, rest) => {
    expect(headsOf(admit({ policies: { overlap } }))).toEqual([
      `[HR2014] Schedule "nightly" has policies.overlap: ${rest}`,
    ]);
  }); // prettier-ignore

  it.each([
    { policies: { overlap: 'SKIP', catchupWindow: '1 day', pauseOnFailure: true } },
    { policies: { overlap: 'SCHEDULE_OVERLAP_POLICY_ALLOW_ALL' }, tenant: 'acme', info: {}, raw: {} },
    { policies: { overlap: 6 } },
    { spec: { cronExpressions: ['CRON_TZ=Europe/Berlin 0 5 * * *', 'TZ=UTC */5 * * * *', '@daily'] } },
    { policies: { overlap: undefined } },
    { spec: { calendars: [{ hour: 3, comment: 'c' }], intervals: [{ every: '1h', offset: '1m' }], jitter: '1m' } },
    {
      state: {
        note: 'n',
        paused: true,
        triggerImmediately: true,
        backfill: [{ start: new Date(1), end: new Date(2) }],
      },
      memo: {},
    },
  ])('has nothing wrong with %j', (schedule) => {
    expect(headsOf(admit(schedule))).toEqual([]);
  });
});

describe('the tls of a connection', () => {
  it('is refused with certificates and names that are none', () => {
    const tls = { serverNameOverride: 'https://acme.tmprl.cloud:7233', serverRootCACertificate: './ca.pem' };
    const [head] = headsOf(lazily({ tls }));
    expect(head).toContain('tls.serverNameOverride is an address: give the host name alone');
    expect(head).toContain('tls.serverRootCACertificate is a text, and no certificate');
    expect(headsOf(lazily({ tls: { serverNameOverride: 'acme.tmprl.cloud' } }))).toEqual([]);
    expect(headsOf(lazily({ tls: { serverNameOverride: '::1' } }))).toEqual([]);
  });
});
