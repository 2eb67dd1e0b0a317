// How a long history is read: the server gives pages of batches, of one event or of hundreds.
import { expect, it } from 'vitest';
import type { ExecutionFacts } from '../../src/facts';
import { readEvents, readHistory } from '../../src/gather/history';
import { ServerCalls } from '../../src/internal/server-calls';
import { facts } from '../support/facts';

const TIMER_STARTED = 17;
const SIGNALED = 26;

/** A server with one history: a timer, and then signals in batches of a size. */
function serverWith(historyLength: number, batchSize: number) {
  const asked = { fromStart: 0, fromEnd: 0 };
  const events = Array.from({ length: historyLength }, (_, index) => ({
    eventId: index + 1,
    eventType: index === 0 ? TIMER_STARTED : SIGNALED,
    eventTime: { seconds: 1_000 + index },
  }));
  const answer = (all: typeof events, { maximumPageSize = 1, nextPageToken }: Request) => {
    const from = Number(Buffer.from(nextPageToken).toString() || 0);
    const to = from + (maximumPageSize ?? 1) * batchSize;
    const isLast = to >= all.length;
    return { history: { events: all.slice(from, to) }, nextPageToken: Buffer.from(isLast ? '' : String(to)) };
  };
  const workflowService = {
    getWorkflowExecutionHistory: (request: Request) => {
      asked.fromStart++;
      return Promise.resolve(answer(events, request));
    },
    getWorkflowExecutionHistoryReverse: (request: Request) => {
      asked.fromEnd++;
      return Promise.resolve(answer([...events].reverse(), request));
    },
  };
  const connection = { workflowService, withDeadline: <T>(_deadline: number, run: () => Promise<T>) => run() };
  const calls = new ServerCalls({ connection, workflowService } as unknown as ConstructorParameters<
    typeof ServerCalls
  >[0]);
  const execution: ExecutionFacts = { ...facts({ workflowTask: undefined }).execution, historyLength };
  return { calls, execution, asked };
}

interface Request {
  readonly maximumPageSize?: number | null;
  readonly nextPageToken: Uint8Array;
}

it.each([
  ['of batches of one event', 1],
  ['of batches of three', 3],
  ['of batches of hundreds', 400],
])('a history of 10,000 events %s is read to its first one, each once', async (_name, batchSize) => {
  const { calls, execution } = serverWith(10_000, batchSize);
  const history = await readHistory(calls, 'default', execution, {});
  expect(history).toMatchObject({ oldestEventRead: 1, lastEvent: { eventId: 10_000 } });
  expect(history?.timers.map(({ eventId }) => eventId)).toEqual([1]);
  expect(calls.notExamined).toEqual([]);
  const events = await readEvents(calls, 'default', execution, 20_000);
  expect(events.map(({ eventId }) => eventId)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
});

it('what is more than a page is read from both ends', async () => {
  const { calls, execution, asked } = serverWith(10_000, 1);
  await readHistory(calls, 'default', execution, {});
  expect(asked.fromStart).toBeGreaterThan(3);
  expect(asked.fromEnd).toBeGreaterThan(3);
});

it('what comes at once from the end is not read from the beginning, too', async () => {
  const { calls, execution, asked } = serverWith(10_000, 400);
  await readHistory(calls, 'default', execution, {});
  expect(asked).toEqual({ fromStart: 0, fromEnd: 2 });
});

it('what one end has asked for already, the other does not ask for again', async () => {
  const { calls, execution, asked } = serverWith(2_600, 1);
  const history = await readHistory(calls, 'default', execution, {});
  expect(history).toMatchObject({ oldestEventRead: 1, lastEvent: { eventId: 2_600 } });
  expect(asked).toEqual({ fromStart: 1, fromEnd: 4 });
});

it('a history beyond the limit is read from its end, and what is left is named', async () => {
  const { calls, execution, asked } = serverWith(15_000, 1);
  const history = await readHistory(calls, 'default', execution, {});
  expect(asked.fromStart).toBe(0);
  expect(calls.notExamined).toEqual([
    {
      what: `the history of "${execution.workflowId}" before event ${history?.oldestEventRead}`,
      why: 'not more than 12000 events are read',
    },
  ]);
});
