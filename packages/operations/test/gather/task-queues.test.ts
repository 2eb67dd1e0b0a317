import { expect, it } from 'vitest';
import { listQueues } from '../../src/gather/task-queues';
import { ServerCalls } from '../../src/internal/server-calls';

const RUNNING = 1;

/** The queues that are found where each execution has these pending activities, the newest execution first, and how many were asked about. */
async function queuesOf(pending: readonly (readonly string[])[], type = (_index: number): string => 'order') {
  let asked = 0;
  const workflowService = {
    listWorkflowExecutions: async () => ({
      executions: pending.map((_, index) => ({
        type: { name: type(index) },
        execution: { workflowId: String(index), runId: 'r' },
        taskQueue: 'orders',
      })),
    }),
    describeWorkflowExecution: async ({ execution }: { execution: { workflowId: string } }) => {
      asked += 1;
      const activities = pending[Number(execution.workflowId)] ?? [];
      return {
        workflowExecutionInfo: { execution: { workflowId: execution.workflowId, runId: 'r' }, status: RUNNING },
        pendingActivities: activities.map((taskQueue, index) => ({
          activityId: String(index),
          activityOptions: { taskQueue: { name: taskQueue } },
        })),
      };
    },
  };
  const connection = { workflowService, withDeadline: <T>(_deadline: number, run: () => Promise<T>) => run() };
  const client = { connection, workflowService } as unknown as ConstructorParameters<typeof ServerCalls>[0];
  return { queues: await listQueues(new ServerCalls(client), 'default', 200), asked: () => asked };
}

const times = (count: number, ...queues: string[]) => Array.from({ length: count }, () => queues);

it('asks about three of a type where these are alike', async () => {
  const { queues, asked } = await queuesOf(times(100, 'charge'));
  expect(queues).toEqual(['charge', 'orders']);
  expect(asked()).toBe(3);
});

it('looks at the oldest as well, which are at another step', async () => {
  const { queues } = await queuesOf([...times(99, 'charge'), ['ship']]);
  expect(queues).toEqual(['charge', 'orders', 'ship']);
});

it('looks at more where those that it looked at differ', async () => {
  const { queues, asked } = await queuesOf([...times(40, 'charge'), ...times(30, 'pack'), ...times(20, 'ship'), []]);
  expect(queues).toEqual(['charge', 'orders', 'pack', 'ship']);
  expect(asked()).toBeLessThanOrEqual(18);
});

it('looks at each type by itself', async () => {
  const { queues, asked } = await queuesOf([...times(50, 'charge'), ...times(2, 'refund')], (index) =>
    index < 50 ? 'order' : 'refund',
  );
  expect(queues).toEqual(['charge', 'orders', 'refund']);
  expect(asked()).toBe(5);
});
