// What executions share is asked about once, and what of it could not be had is missing for all of them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedAnswers } from '../../src/gather/shared-answers';
import { ServerCalls } from '../../src/internal/server-calls';

const callsOfALook = () => new ServerCalls({} as never);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function slowServer(milliseconds: number) {
  let asked = 0;
  const ask = async () => {
    asked++;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return asked;
  };
  return { ask, asked: () => asked };
}

describe('an answer that is shared', () => {
  it('is not asked for once more while a slow server works on it', async () => {
    const shared = new SharedAnswers();
    const { ask, asked } = slowServer(6_000);
    const first = shared.get('queue', callsOfALook(), ask);
    await vi.advanceTimersByTimeAsync(5_000);
    const second = shared.get('queue', callsOfALook(), ask);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all([first, second, shared.get('queue', callsOfALook(), ask)])).toEqual([1, 1, 1]);
    expect(asked()).toBe(1);
  });

  it('is asked for anew when it is old', async () => {
    const shared = new SharedAnswers();
    const { ask, asked } = slowServer(0);
    const first = shared.get('queue', callsOfALook(), ask);
    await vi.advanceTimersByTimeAsync(0);
    await first;
    await vi.advanceTimersByTimeAsync(3_000);
    const second = shared.get('queue', callsOfALook(), ask);
    await vi.advanceTimersByTimeAsync(0);
    expect(await second).toBe(2);
    expect(asked()).toBe(2);
  });

  it('names for each who shares it what could not be had', async () => {
    const shared = new SharedAnswers();
    const ask = (calls: ServerCalls) => {
      calls.noteMissing('task queue "orders" (workflow)', 'DescribeTaskQueue: permission denied');
      return Promise.resolve(undefined);
    };
    const looks = [callsOfALook(), callsOfALook()];
    for (const calls of looks) await shared.get('queue', calls, ask);
    expect(looks.map(({ notExamined }) => notExamined)).toEqual([
      [{ what: 'task queue "orders" (workflow)', why: 'DescribeTaskQueue: permission denied' }],
      [{ what: 'task queue "orders" (workflow)', why: 'DescribeTaskQueue: permission denied' }],
    ]);
  });

  it('costs the look that asks, and no other', async () => {
    const answer = () => Promise.resolve({});
    const client = { workflowService: {}, connection: { withDeadline: (_: number, run: () => unknown) => run() } };
    const looks = [new ServerCalls(client as never), new ServerCalls(client as never)];
    const shared = new SharedAnswers();
    for (const calls of looks)
      await shared.get('queue', calls, async (own) => await own.ask('DescribeTaskQueue', answer));
    expect(looks.map(({ made }) => made)).toEqual([1, 0]);
  });
});
