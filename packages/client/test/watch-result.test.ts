// HR4062: a result that is waited for while nobody works on it.
import { setHost } from '@handrail/common/host';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ErrorPlace } from '../src/internal/failure';
import { watchingResult } from '../src/internal/watch-result';

const log: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
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
      describeWorkflowExecution: async () => ({
        executionConfig: { taskQueue: { name: taskQueue } },
        pendingWorkflowTask: task === undefined ? null : { state: task },
      }),
      describeTaskQueue: async () => ({ pollers: Array.from({ length: pollers }, () => ({})) }),
    },
    withDeadline: async (_deadline: unknown, ask: () => Promise<unknown>) => await ask(),
  };
  return { namespace: 'default', address: 'localhost:7233', connection, context: () => ({}) } as never;
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
