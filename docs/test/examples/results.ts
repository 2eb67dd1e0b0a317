import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenarios } from '../support/scenario';

/** Whether an execution is open and sleeps. */
async function begun(handle: WorkflowHandle): Promise<boolean> {
  const { status, raw } = await handle.describe();
  return status.name === 'RUNNING' && raw.pendingWorkflowTask == null;
}

/** HR4050 and HR4052–HR4056: how executions and activities end. */
export const results: Scenarios = {
  HR4052: {
    activities: {
      charge: async () => {
        throw ApplicationFailure.nonRetryable('card declined', 'CardDeclined');
      },
    },
    drive: (handle) => handle.result(),
  },
  HR4053: {
    policy: { workflow: { shortestTimeout: '1 second' } },
    replace: { both: { "'1 day'": "'1 second'" } },
    args: [],
    drive: (handle) => handle.result(),
  },
  HR4054: {
    // Else the value is refused before the server sees it.
    policy: { payload: { warnAbove: '100 MiB', refuseAbove: '100 MiB' } },
    args: [],
    activities: { storeReport: async () => 'reports/17' },
    drive: (handle) => handle.result(),
  },
  HR4055: {
    workers: { orders: 'orders' },
    async call(exports, client) {
      const handle = await client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-17' });
      await handle.query('status');
      await exports['stop']!(client);
      await handle.result();
    },
  },
  HR4056: {
    workers: { orders: 'sleeping-orders' },
    async call(exports, client, world) {
      let isOver = false;
      const running = exports['order']!(client).finally(() => (isOver = true));
      running.catch(() => undefined);
      // Once it has begun, which takes a moment; before, there is nothing to cancel, or what an earlier example has left.
      const handle = world.client.workflow.getHandle('order-17');
      for (let isCancelled = false; !isOver && !isCancelled;) {
        isCancelled = await begun(handle).then(
          async (hasBegun) => hasBegun && (await handle.cancel(), true),
          () => false,
        );
        await wait(50);
      }
      await running;
    },
  },
};
