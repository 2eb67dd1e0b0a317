// HR4062: a result that is waited for while nobody works on it.
import { setHost } from '@handrail/common/host';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorPlace } from '../src/internal/failure';
import { noteTaskQueue, watchingResult } from '../src/internal/watch-result';

const log: string[] = [];
const asked: string[] = [];
/** Each test has a namespace of its own, of which nothing is known yet. */
let namespace = '';
let tests = 0;

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
  asked.length = 0;
  namespace = `namespace-${++tests}`;
  // The looks of the tests before are used up by then.
  vi.advanceTimersByTime(60_000 * tests);
  setHost({ logger: { warn: (message: string) => log.push(message) } as never });
});

afterEach(() => {
  vi.useRealTimers();
  setHost({});
});

interface Server {
  readonly taskQueue: string;
  /** 1: scheduled, 2: started. */
  readonly task?: number;
  readonly pollers: number;
}

function placeWith({ taskQueue, task, pollers }: Server): ErrorPlace {
  const connection = {
    workflowService: {
      describeWorkflowExecution: async ({ execution }: { execution: { workflowId: string } }) => {
        asked.push(execution.workflowId);
        return {
          executionConfig: { taskQueue: { name: taskQueue } },
          pendingWorkflowTask: task === undefined ? null : { state: task },
        };
      },
      describeTaskQueue: async () => ({ pollers: Array.from({ length: pollers }, () => ({})) }),
    },
    withDeadline: async (_deadline: unknown, ask: () => Promise<unknown>) => await ask(),
  };
  return { namespace, address: 'localhost:7233', connection, context: () => ({}) } as never;
}

const FOR_EVER = new Promise<never>(() => undefined);
const DEAD: Server = { taskQueue: 'ordes', task: 1, pollers: 0 };

/** Waits for a result that never comes. */
function wait(server: Server, workflowId: string): void {
  void watchingResult(placeWith(server), { operation: 'workflow.result', workflowId }, () => FOR_EVER);
}

async function waited(server: Server, milliseconds = 60_000): Promise<string[]> {
  let end = (): void => undefined;
  const result = new Promise<void>((resolve) => (end = resolve));
  const call = { operation: 'workflow.result', workflowId: 'order-17' };
  const waiting = watchingResult(placeWith(server), call, () => result);
  await vi.advanceTimersByTimeAsync(milliseconds);
  end();
  await waiting;
  await vi.advanceTimersByTimeAsync(60_000);
  return log.map((line) => line.split('\n', 1)[0] ?? '');
}

it('is told of after ten seconds, once for a queue', async () => {
  const server = { taskQueue: 'ordes', task: 1, pollers: 0 };
  const said = [
    '[HR4062] The result of workflow execution "order-17" has been waited for 10 seconds, and no worker polls its task queue "ordes".',
  ];
  expect(await waited(server)).toEqual(said);
  expect(await waited(server)).toEqual(said);
});

it.each([
  ['that comes before', { taskQueue: 'soon', task: 1, pollers: 0 }, 9_999],
  ['of an execution that a worker has taken up', { taskQueue: 'started', task: 2, pollers: 0 }, 60_000],
  ['of one that sleeps', { taskQueue: 'asleep', pollers: 0 }, 60_000],
  ['of one whose queue is polled', { taskQueue: 'polled', task: 1, pollers: 2 }, 60_000],
])('is not told of a result %s', async (_what, server, milliseconds) => {
  expect(await waited(server, milliseconds)).toEqual([]);
});

describe('asks the server', () => {
  const POLLED: Server = { taskQueue: 'orders', task: 1, pollers: 2 };
  const ASLEEP: Server = { taskQueue: 'orders', pollers: 2 };

  it('once a minute, however many results are waited for', async () => {
    for (let index = 0; index < 200; index += 1) wait(ASLEEP, `order-${index}`);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(asked).toEqual(['order-0']);
    wait(ASLEEP, 'soon');
    await vi.advanceTimersByTimeAsync(50_000);
    wait(ASLEEP, 'later');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(asked).toEqual(['order-0', 'later']);
  });

  it.each([
    ['a poller was seen', POLLED],
    ['a worker was seen at work', { taskQueue: 'orders', task: 2, pollers: 0 }],
  ])('no more once %s', async (_what, server) => {
    wait(server, 'order-1');
    await vi.advanceTimersByTimeAsync(120_000);
    wait(server, 'order-2');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toEqual(['order-1']);
  });

  it('no more once a result has come', async () => {
    await watchingResult(placeWith(DEAD), { operation: 'workflow.result', workflowId: 'order-1' }, async () => 'paid');
    wait(DEAD, 'order-2');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toEqual([]);
  });

  it('for each task queue that the start of an execution has named', async () => {
    const place = placeWith(POLLED);
    for (const [workflowId, taskQueue] of Object.entries({ a: 'orders', b: 'orders', c: 'ordes', d: undefined })) {
      noteTaskQueue(place, { workflowId, taskQueue });
    }
    await watchingResult(place, { operation: 'workflow.result', workflowId: 'a' }, async () => 'paid');
    wait(DEAD, 'b');
    wait(DEAD, 'c');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual(['c']);
    expect(log).toHaveLength(1);
  });

  it('of ten task queues in a minute', async () => {
    for (let index = 0; index < 100; index += 1) {
      noteTaskQueue(placeWith(ASLEEP), { workflowId: `order-${index}`, taskQueue: `host-${index}` });
      wait(ASLEEP, `order-${index}`);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(10);
  });
});
