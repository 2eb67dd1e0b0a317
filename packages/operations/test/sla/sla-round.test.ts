// What a look of the SLA monitor does with its time.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { callbackSink, type OperationsClient, type SlaNotice } from '../../src';
import { SlaRounds } from '../../src/sla/sla-round';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const json = (value: unknown) => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(value)),
});
const seconds = () => ({ seconds: Date.now() / 1_000 });
const DATETIME = 6;
const BOOL = 5;

/** A client whose server has one late execution, and takes its time for each list. */
function clientOf(listMilliseconds: number): OperationsClient {
  const info = {
    execution: { workflowId: 'order-1', runId: 'run-1' },
    type: { name: 'order' },
    status: 1,
    startTime: { seconds: Date.now() / 1_000 - 7_200 },
    searchAttributes: { indexedFields: { SlaDeadline: json(new Date(Date.now() - 3_600_000).toISOString()) } },
  };
  const workflowService = {
    listWorkflowExecutions({ query }: { query: string }) {
      vi.setSystemTime(Date.now() + listMilliseconds);
      return Promise.resolve({
        executions: query.startsWith('SlaDeadline <=') ? [{ ...info }] : [],
        nextPageToken: null,
      });
    },
    describeWorkflowExecution: () => Promise.resolve({ workflowExecutionInfo: info }),
    describeTaskQueue: () => Promise.resolve({}),
    getWorkflowExecutionHistoryReverse: () => Promise.resolve({ history: { events: [] } }),
    startWorkflowExecution: () =>
      Promise.resolve({ eagerWorkflowTask: { taskToken: Buffer.from('token'), startedTime: seconds() } }),
    respondWorkflowTaskCompleted: () => Promise.resolve({}),
  };
  const operatorService = {
    listSearchAttributes: () =>
      Promise.resolve({ customAttributes: { SlaDeadline: DATETIME, OutOfTimeSla: BOOL }, systemAttributes: {} }),
  };
  const connection = {
    workflowService,
    operatorService,
    options: {},
    withDeadline: (_: number, run: () => Promise<unknown>) => run(),
  };
  return { connection, workflowService, options: { namespace: 'shop' } } as unknown as OperationsClient;
}

it.each([0, 20_000])('gives verdicts with notices where a list takes %i ms', async (listMilliseconds) => {
  const notices: SlaNotice[] = [];
  const sinks = [callbackSink((notice) => void notices.push(notice))];
  const rounds = new SlaRounds(clientOf(listMilliseconds), { sinks, every: '1 minute' });
  expect(await rounds.look(undefined)).toMatchObject({ found: 1, notified: 1, failed: 0 });
  expect(notices).toMatchObject([{ workflowId: 'order-1', severity: 'breach' }]);
  expect(notices[0]?.verdict).not.toBeNull();
});
