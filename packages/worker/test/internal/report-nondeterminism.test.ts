import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { reportNondeterminism } from '../../src/internal/report-nondeterminism';
import type { Command } from '../../src/internal/workflow-creator';

const MISMATCH =
  '[TMPRL1100] Nondeterminism error: Activity machine does not handle this event: HistoryEvent(id: 5, TimerStarted)';
const dump = (message: string) => `Failure { failure: Some(Failure { message: "${message}", source: "" }) }`;
const charges: Command = { scheduleActivity: { activityType: 'charge' } };

const done = { eventId: '4', workflowTaskCompletedEventAttributes: { workerVersion: { buildId: 'b1' } } };
const timer = { eventId: '5', timerStartedEventAttributes: { startToFireTimeout: { seconds: '5' } } };
const failed = (message: string) => ({ eventId: '8', workflowTaskFailedEventAttributes: { failure: { message } } });

const HEAD =
  '[HR8001] Workflow "order" no longer matches its history at event 5: the history has TimerStarted (5 seconds), the code now schedules activity "charge".';

let evictions: EventEmitter;
let asked: object[];
let logged: string[];
let events: object[] | Error;
let activated: ReturnType<typeof reportNondeterminism>;

beforeEach(() => {
  evictions = new EventEmitter();
  asked = [];
  logged = [];
  events = [done, timer];
  activated = listenTo({});
});

function listenTo(options: object) {
  const worker = {
    evictionsEmitter: evictions,
    options,
    connection: {
      workflowService: {
        async getWorkflowExecutionHistory(request: object) {
          asked.push(request);
          if (events instanceof Error) throw events;
          return { history: { events } };
        },
      },
    },
  } as unknown as Worker;
  return reportNondeterminism(worker, {
    links: { ui: 'https://ui.example.com' },
    logger: () => ({ warn: (message) => void logged.push(message) }),
  });
}

const infoOf = (runId: string) =>
  ({
    namespace: 'default',
    workflowId: `w-${runId}`,
    runId,
    workflowType: 'order',
    taskQueue: 'orders',
  }) as WorkflowInfo;

/** One activation; another `info` of the same run is another time that the run is taken up. */
function runs(info: WorkflowInfo, isReplaying: boolean, ...commands: Command[]): void {
  activated({ info, activation: { isReplaying, historyLength: 3 }, commands, startedUnderHandrail: true });
}

const evicts = (runId: string, message?: string) =>
  evictions.emit('eviction', { runId, evictJob: message === undefined ? {} : { message } });

async function heads(): Promise<string[]> {
  await new Promise(setImmediate);
  return logged.map((message) => message.split('\n', 1)[0] ?? '');
}

describe('a run that the core drops because it does not match its history', () => {
  it.each([
    ['in a dump', dump(MISMATCH)],
    ['as it is', MISMATCH],
  ])('is told with the first page of its history, the core’s words coming %s', async (_, message) => {
    runs(infoOf('r1'), true, charges);
    evicts('r1', message);
    expect(await heads()).toEqual([HEAD]);
    expect(logged[0]).toContain('/namespaces/default/workflows/w-r1/');
    expect(asked).toEqual([
      { namespace: 'default', execution: { workflowId: 'w-r1', runId: 'r1' }, maximumPageSize: 1_000 },
    ]);
  });

  it('is told once, whatever the attempts and the executions of the type, and the history is asked for once', async () => {
    for (const runId of ['r1', 'r1', 'r2']) {
      runs(infoOf(runId), true, charges);
      evicts(runId, dump(MISMATCH));
    }
    expect(await heads()).toEqual([HEAD]);
    expect(asked).toHaveLength(1);
  });

  it('is told as well by who may not read histories', async () => {
    events = new Error('7 PERMISSION_DENIED');
    runs(infoOf('r1'), true, charges);
    evicts('r1', dump(MISMATCH));
    expect(await heads()).toEqual([
      '[HR8001] Workflow "order" no longer matches its history at event 5: the history has TimerStarted, the code now schedules an activity.',
    ]);
  });

  it('keeps in mind the last commands, not that there were none after them', async () => {
    const info = infoOf('r1');
    runs(info, true, charges);
    runs(info, true);
    evicts('r1', dump(MISMATCH));
    expect(await heads()).toEqual([HEAD]);
  });
});

describe('whether the same build has recorded the history', () => {
  it.each([
    ['b1', 'the same build has recorded this history'],
    ['b2', 'an execution that began with other code'],
    [undefined, 'an execution that began with other code'],
  ])('is told by its id: %s', async (buildId, why) => {
    evictions.removeAllListeners();
    activated = listenTo({ buildId });
    runs(infoOf('r1'), true, charges);
    evicts('r1', dump(MISMATCH));
    await heads();
    expect(logged[0]).toContain(why);
  });
});

describe('where nothing is cached, so that the core gives no reason', () => {
  const takenUpTwice = () => {
    runs(infoOf('r1'), true, charges);
    evicts('r1');
    runs(infoOf('r1'), true, charges);
  };

  it('the history is asked for when the run is replayed again, and tells why', async () => {
    events = [done, timer, failed(MISMATCH)];
    takenUpTwice();
    expect(await heads()).toEqual([HEAD]);
  });

  it.each([
    ['has no failed task', []],
    ['has a task that failed of something else', [failed('no such customer')]],
    ['has a task that failed of it once, and of something else since', [failed(MISMATCH), failed('no such customer')]],
  ])('nothing is told where the history %s', async (_, more) => {
    events = [done, timer, ...more];
    takenUpTwice();
    expect(await heads()).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('it is asked for once, however often the run comes back', async () => {
    takenUpTwice();
    evicts('r1');
    runs(infoOf('r1'), true, charges);
    await heads();
    expect(asked).toHaveLength(1);
  });
});

describe('nothing is asked and told of', () => {
  it('a run that is dropped for another reason', async () => {
    runs(infoOf('r1'), true, charges);
    evicts('r1', 'Evicted because the cache is full');
    expect(await heads()).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('a run that came through its replay', async () => {
    const info = infoOf('r1');
    runs(info, true, charges);
    runs(info, false, charges);
    evicts('r1', dump(MISMATCH));
    expect(await heads()).toEqual([]);
  });

  it('a run that is not known, or has no id', async () => {
    evicts('r9', dump(MISMATCH));
    evictions.emit('eviction', {});
    expect(await heads()).toEqual([]);
  });

  it('a worker whose inner parts are others than known', () => {
    expect(() => reportNondeterminism({} as Worker, { links: {}, logger: () => undefined })).not.toThrow();
  });
});
