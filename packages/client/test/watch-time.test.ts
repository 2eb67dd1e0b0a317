// HR4064: a result that is waited for in real time, on a server that could skip it.
import { setHost } from '@handrail/common/host';
import { msToTs } from '@temporalio/common/lib/time';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ErrorPlace } from '../src/internal/failure';
import { watchingTime } from '../src/internal/watch-time';

const log: string[] = [];
let tests = 0;

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
  tests += 1;
  setHost({ logger: { warn: (message: string) => log.push(message) } as never });
});

afterEach(() => {
  vi.useRealTimers();
  setHost({});
});

const started = (timerId: string, seconds: number) => ({
  timerStartedEventAttributes: { timerId, startToFireTimeout: msToTs(seconds * 1_000) },
});
const DAY = started('1', 86_400);
const TEST_SERVICE = { testService: {} };

async function waited(events: readonly object[], client: object = {}, connection: object = TEST_SERVICE) {
  const workflowService = { getWorkflowExecutionHistoryReverse: async () => ({ history: { events } }) };
  const withDeadline = async (_deadline: unknown, ask: () => Promise<unknown>) => await ask();
  const place = {
    namespace: `namespace-${tests}`,
    address: 'localhost:7233',
    connection: { ...connection, workflowService, withDeadline },
    context: () => ({}),
  } as unknown as ErrorPlace;
  let end = (): void => undefined;
  const result = new Promise<void>((resolve) => (end = resolve));
  const waiting = watchingTime(place, client, { operation: 'workflow.result', workflowId: 'order-17' }, () => result);
  await vi.advanceTimersByTimeAsync(10_000);
  end();
  await waiting;
  return log.map((line) => line.split('\n', 1)[0]);
}

it('is told once of a timer that nobody skips', async () => {
  const head =
    '[HR4064] The result of workflow execution "order-17", which sleeps for 1 day, is waited for by a client that lets the time-skipping server skip nothing.';
  expect(await waited([DAY])).toEqual([head]);
  expect(await waited([DAY])).toEqual([head]);
});

it('is not told of the client of the environment, nor on another server', async () => {
  expect(await waited([DAY], TEST_SERVICE)).toEqual([]);
  expect(await waited([DAY], {}, {})).toEqual([]);
});

it('is not told where no long timer is open', async () => {
  const fired = { timerFiredEventAttributes: { timerId: '1' } };
  const cancelled = { timerCanceledEventAttributes: { timerId: '1' } };
  for (const events of [[], [fired, DAY], [cancelled, DAY], [started('2', 2)]])
    expect(await waited(events)).toEqual([]);
});
