// HR5019, HR5023, HR5028 and the end of HR5013: what is told of an activity while it runs, and after its end.
import { resolvePolicy, setHost } from '@handrail/common/host';
import { CompleteAsyncError, Context, type Info, sleep } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchRunningActivities } from '../../src/internal/running-activities';

const log: string[] = [];
const heads = () => log.map((line) => line.split('\n', 1)[0]);
const execution = { workflowId: 'order-17', runId: 'run-1' };

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn: (message: string) => log.push(message) } as never });
});

afterEach(() => {
  vi.useRealTimers();
  setHost({});
});

function watched(info: Partial<Info> = {}) {
  const activities = watchRunningActivities('orders', resolvePolicy());
  const environment = () =>
    new MockActivityEnvironment(
      { activityType: 'charge', workflowExecution: execution, ...info },
      { interceptors: [activities.interceptors] },
    );
  return { activities, environment };
}

/** An activity that ends when the test says so, and not before. */
function deaf() {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  return { run: async () => await over, end };
}

describe('an activity that was told to stop', () => {
  it('and goes on is told of, once for its type', async () => {
    const { environment } = watched();
    for (const _ of [1, 2]) {
      const [mock, activity] = [environment(), deaf()];
      const running = mock.run(activity.run);
      mock.cancel('CANCELLED');
      await vi.advanceTimersByTimeAsync(2_999);
      expect(heads()).toHaveLength(_ - 1);
      await vi.advanceTimersByTimeAsync(60_000);
      activity.end();
      await running;
    }
    expect(heads()).toEqual([
      '[HR5019] Activity "charge" (workflow "order-17", attempt 1) was told to stop 3 seconds ago, and goes on: the worker of task queue "orders" cannot stop a function from outside.',
    ]);
  });

  it('and stops is as it should be', async () => {
    const { environment } = watched();
    const mock = environment();
    const running = mock.run(async () => await sleep('1 hour'));
    mock.cancel('CANCELLED');
    await expect(running).rejects.toThrow('CANCELLED');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual([]);
  });

  it('with its worker is told of with all others that hold it up, in one line', async () => {
    const { activities, environment } = watched();
    const [first, second, third] = [environment(), environment(), environment()];
    const stubborn = deaf();
    const running = [first, second].map(async (each) => await each.run(stubborn.run));
    const obedient = third.run(async () => await sleep('1 hour')).catch(() => undefined);
    for (const each of [first, second, third]) each.cancel('WORKER_SHUTDOWN');
    await vi.advanceTimersByTimeAsync(3_000);
    const both = 'activities "charge" (workflow "order-17", attempt 1), "charge" (workflow "order-17", attempt 1)';
    expect(heads()).toEqual([
      `[HR5019] The worker of task queue "orders" is shutting down and has waited 3 seconds for ${both}, told to stop and still running.`,
    ]);
    expect(activities.killed()?.head).toBe(
      `The worker of task queue "orders" has ended while ${both} were still running: shutdownForceTime is over.`,
    );
    stubborn.end();
    await Promise.all([...running, obedient]);
    expect(activities.killed()).toBeUndefined();
  });
});

describe('an activity with a heartbeatTimeout', () => {
  const info = { heartbeatTimeoutMs: 30_000 };

  it('that never heartbeats is told of', async () => {
    const { environment } = watched(info);
    const activity = deaf();
    const running = environment().run(activity.run);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heads()).toEqual([
      '[HR5023] Activity "charge" has never called heartbeat() in 30 seconds, which is its heartbeatTimeout.',
    ]);
    activity.end();
    await running;
  });

  it('that has stopped to heartbeat is told of', async () => {
    const { environment } = watched(info);
    const activity = deaf();
    const running = environment().run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      Context.current().heartbeat(1);
      await activity.run();
    });
    await vi.advanceTimersByTimeAsync(49_000);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(heads()).toEqual([
      '[HR5023] Activity "charge" has not called heartbeat() for 30 seconds, which is its heartbeatTimeout.',
    ]);
    activity.end();
    await running;
  });

  it('that does, or ends in time, or is a local one, is as it should be', async () => {
    const beats = watched(info)
      .environment()
      .run(async () => {
        for (let count = 0; count < 10; count++) {
          await new Promise((resolve) => setTimeout(resolve, 20_000));
          Context.current().heartbeat(count);
        }
      });
    const short = watched(info)
      .environment()
      .run(async () => await new Promise((resolve) => setTimeout(resolve, 20_000)));
    const local = watched({ ...info, isLocal: true })
      .environment()
      .run(async () => await new Promise((resolve) => setTimeout(resolve, 60_000)));
    await vi.advanceTimersByTimeAsync(300_000);
    await Promise.all([beats, short, local]);
    expect(log.filter((line) => line.includes('[HR5023]'))).toEqual([]);
  });
});

describe('a heartbeat without a heartbeatTimeout', () => {
  const beat = async () => {
    Context.current().heartbeat(1);
    Context.current().heartbeat(2);
  };

  it('is told of once for its activity type', async () => {
    const { environment } = watched({ heartbeatTimeoutMs: undefined, startToCloseTimeoutMs: 3_600_000 });
    await environment().run(beat);
    await environment().run(beat);
    expect(heads()).toEqual([
      '[HR5033] Activity "charge" calls heartbeat(), and was scheduled without a heartbeatTimeout.',
    ]);
  });

  it('is as it should be with one, and of no account in a local activity', async () => {
    await watched({ heartbeatTimeoutMs: 30_000 }).environment().run(beat);
    await watched({ heartbeatTimeoutMs: undefined, isLocal: true }).environment().run(beat);
    expect(log).toEqual([]);
  });

  it('is as it should be where the next attempt is not far: it may be for a cursor or a cancellation', async () => {
    for (const startToCloseTimeoutMs of [20_000, 120_000])
      await watched({ heartbeatTimeoutMs: undefined, startToCloseTimeoutMs }).environment().run(beat);
    expect(log).toEqual([]);
  });
});

describe('a heartbeat after the end', () => {
  it('is told of, once for the type', async () => {
    const { environment } = watched();
    let context: Context | undefined;
    await environment().run(async () => void (context = Context.current()));
    context?.heartbeat(1);
    context?.heartbeat(2);
    expect(heads()).toEqual(['[HR5013] heartbeat of activity "charge" is called after it has ended.']);
    expect(log[0]).toContain('clear it in a finally');
  });

  it('of an activity that is completed from outside says who can', async () => {
    const { environment } = watched();
    let context: Context | undefined;
    const running = environment().run(async () => {
      context = Context.current();
      throw new CompleteAsyncError();
    });
    await expect(running).rejects.toThrow(CompleteAsyncError);
    context?.heartbeat(1);
    expect(log[0]).toContain('client.activity.heartbeat(taskToken, details)');
  });
});

describe('an activity that computes', () => {
  const busy = (milliseconds: number) => async () => {
    vi.setSystemTime(Date.now());
    vi.advanceTimersByTime(milliseconds);
  };

  it('for long is told of', async () => {
    await watched().environment().run(busy(4_000));
    expect(heads()).toEqual(['[HR5028] Activity "charge" kept its process busy for 4 seconds without a pause.']);
  });

  it('for a while, or waits for long, is as it should be', async () => {
    await watched().environment().run(busy(1_900));
    const waits = watched()
      .environment()
      .run(async () => await new Promise((resolve) => setTimeout(resolve, 60_000)));
    await vi.advanceTimersByTimeAsync(60_000);
    await waits;
    expect(log).toEqual([]);
  });
});

describe('a local activity', () => {
  const local = { isLocal: true, workflowType: 'order' };

  it('that lasts longer than a workflow task is told of, once for its type', async () => {
    const { environment } = watched(local);
    for (const _ of [1, 2]) {
      const activity = deaf();
      const running = environment().run(activity.run);
      await vi.advanceTimersByTimeAsync(9_999);
      expect(heads()).toHaveLength(_ - 1);
      await vi.advanceTimersByTimeAsync(60_000);
      activity.end();
      await running;
    }
    expect(heads()).toEqual([
      '[HR5030] Local activity "charge" of workflow "order" has been running for 10 seconds, and holds its workflow task open.',
    ]);
  });

  it('that is tried again and again is told of', async () => {
    for (const attempt of [4, 5, 6])
      await watched({ ...local, attempt })
        .environment()
        .run(async () => undefined);
    expect(heads()).toEqual([
      '[HR5030] Local activity "charge" of workflow "order" is at attempt 5, and holds its workflow task open.',
    ]);
  });

  it('that is over soon is not, nor is an activity of the server that lasts', async () => {
    await watched(local)
      .environment()
      .run(async () => undefined);
    const activity = deaf();
    const running = watched({ attempt: 9 }).environment().run(activity.run);
    await vi.advanceTimersByTimeAsync(60_000);
    activity.end();
    await running;
    expect(heads()).toEqual([]);
  });
});
