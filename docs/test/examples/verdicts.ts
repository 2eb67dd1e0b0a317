import { activityInfo } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ExampleWorld } from '../support/example-world';
import type { Scenarios } from '../support/scenario';

const declined = {
  charge: async () => {
    throw ApplicationFailure.create({ message: 'declined', type: 'CardDeclined' });
  },
};
const declinedForGood = {
  charge: async () => {
    throw ApplicationFailure.nonRetryable('declined', 'CardDeclined');
  },
};

async function openOrder({ client }: ExampleWorld): Promise<void> {
  const handle = await client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-17' });
  await firstTask(handle);
}

/** Waits until an execution has begun. */
async function firstTask(handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<void> {
  for (;;) {
    const { events } = await handle.fetchHistory();
    if (events?.some(({ workflowTaskCompletedEventAttributes: completed }) => completed)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function createNightly({ client }: ExampleWorld, side: string): Promise<void> {
  const handle = await client.schedule.create({
    scheduleId: 'nightly',
    spec: { calendars: [{ hour: 2 }] },
    action: { type: 'startWorkflow', workflowType: 'report', taskQueue: 'reports' },
  });
  if (side === 'right') await handle.pause('migration');
}

async function chargeAtSecondAttempt(): Promise<string> {
  if (activityInfo().attempt === 1)
    throw ApplicationFailure.create({ message: 'declined', nextRetryDelay: '5 seconds' });
  return 'charged';
}

/** An activity that has failed once; on the right side somebody has paused it by then. */
async function pausedAtFailure({ client, namespace }: ExampleWorld, side: string): Promise<void> {
  const handle = await client.workflow.start('calling', {
    taskQueue: 'orders',
    workflowId: 'order-17',
    args: ['charge'],
  });
  for (;;) {
    const { raw } = await handle.describe();
    if (raw.pendingActivities?.some(({ lastFailure }) => lastFailure)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (side === 'wrong') return;
  const execution = { workflowId: handle.workflowId };
  await client.workflowService.pauseActivity({ namespace, execution, id: '1', identity: 'anna@laptop' });
}

const order = { verdict: 'order-17' };

/** HR7…: what `handrail why` says of an execution. */
export const verdicts: Scenarios = {
  HR7001: {
    workers: { reports: 'shared' },
    async before({ client }) {
      const workflowId = 'nightly-2026-03-01T02:00:00Z';
      const handle = await client.workflow.start('report', { taskQueue: 'reports', workflowId });
      await handle.result();
    },
  },
  HR7002: { ...order, activities: declinedForGood },
  HR7003: {
    ...order,
    policy: { workflow: { shortestTimeout: '1 second' } },
    replace: { wrong: { "'1 hour'": "'1 second'" } },
  },
  HR7004: { ...order, workers: { orders: 'orders' }, before: openOrder },
  HR7005: { ...order, workers: { orders: 'sleeping-orders' }, before: openOrder },
  HR7011: { ...order, workers: { orders: 'shared' } },
  HR7012: {
    ...order,
    args: [],
    drive: async (handle) => {
      await firstTask(handle);
      await handle.cancel();
    },
    also: { right: { HR7005: 'it is cancelled, as somebody asked for' } },
  },
  HR7013: { ...order, drive: (handle) => handle.signal('nudge') },
  HR7014: { ...order, workflow: 'order' },
  HR7015: { ...order, args: [] },
  HR7020: {
    ...order,
    workers: { orders: 'calling' },
    activities: { charge: chargeAtSecondAttempt },
    before: pausedAtFailure,
  },
  HR7021: {
    ...order,
    async call(_exports, client) {
      await client.workflow.start('pay', { taskQueue: 'payments', workflowId: 'order-17', args: ['order-17'] });
    },
  },
  HR7023: order,
  HR7026: { ...order, activities: declined, also: { right: { HR7027: 'it is tried again soon' } } },
  HR7027: { ...order, activities: declined },
  HR7028: {
    ...order,
    args: [],
    drive: async (handle) => {
      await firstTask(handle);
      await handle.cancel();
    },
    also: { right: { HR7005: 'it is cancelled, as somebody asked for' } },
  },
  HR7031: {
    ...order,
    args: [],
    drive: async (handle) => {
      await handle.startUpdate('approve', { waitForStage: 'ACCEPTED' });
    },
  },
  HR7033: {
    ...order,
    policy: { mode: 'warn' },
    replace: { wrong: { "scheduleToStartTimeout: '1 minute'": "scheduleToStartTimeout: '1 second'" } },
  },
  HR7040: { verdict: 'nightly', before: createNightly },
  HR7041: { verdict: 'nightly', replace: { wrong: { "'10 minutes'": "'1 second'" } } },
  HR7042: { verdict: 'nightly' },
  HR7061: {},
  HR7070: { replace: { both: { '--namespace payments': '--namespace @namespace' } } },
};
