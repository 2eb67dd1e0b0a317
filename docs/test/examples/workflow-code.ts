import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { workerLog } from '../../../test-support/worker-log';
import { settled } from '../support/example-world';
import type { Scenarios } from '../support/scenario';

const declined = {
  charge: async () => {
    throw ApplicationFailure.nonRetryable('the card was declined', 'CardDeclined');
  },
};

/** HR1… and HR8…: what workflow code does. */
export const bundleAndSandbox: Scenarios = {
  HR1001: { args: ['https://example.com'], activities: { statusOf: async () => 200 } },
  HR1003: { workers: { orders: 'shared' }, settles: true },
  HR1004: { workflow: { wrong: 'workflows', right: 'order' } },
  HR1005: { args: [{ url: 'https://example.com' }] },
  HR1008: {
    args: [],
    also: { wrong: { HR5035: 'it is warned of a second before it is broken off' } },
    async drive(handle) {
      await handle.cancel();
      await settled(handle);
      // A loop that does not end is told after five seconds.
      for (let tries = 0; tries < 100; tries += 1) {
        const { events } = await handle.fetchHistory();
        if (events?.some((each) => each.workflowTaskFailedEventAttributes)) return;
        if ((await handle.describe()).status.name !== 'RUNNING') return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  },
  HR1009: { activities: declined },
  HR1010: { args: [''] },
  HR1012: { activities: { price: async () => 500 }, drive: (handle) => handle.query('total') },
  HR1013: { args: [], drive: async (handle) => (await handle.signal('approve'), await settled(handle)) },
  HR1014: { args: [] },
  HR1015: {
    args: [],
    // The worker asks the server for its words before it logs them.
    async drive(_handle, _client, side) {
      for (let tries = 0; side === 'wrong' && tries < 100; tries += 1) {
        if (workerLog.some((line) => line.includes('[HR1015]'))) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  },
  HR1016: {
    args: [],
    async drive(handle, _client, side) {
      const paid = handle.executeUpdate('pay', { args: [side === 'wrong' ? -1 : 500] });
      // With an asynchronous validator there is no answer.
      await (side === 'right' ? paid : Promise.race([paid.catch(() => undefined), taskFailure(handle)]));
    },
  },
  HR1070: {
    args: [],
    drive: (handle) => handle.executeUpdate('pay', { args: [-1] }).catch(() => undefined),
  },
  HR1071: { args: [], drive: async (handle, _client, side) => side === 'right' && (await handle.signal('approve')) },
  HR1045: { args: [0], drive: (handle) => handle.result() },
  HR1046: {
    activities: { cancelOrder: async () => undefined },
    async drive(handle) {
      await settled(handle);
      await handle.cancel();
      await handle.result().catch(() => undefined);
    },
  },
  HR8001: {},
  HR8002: { args: ['nobody'] },
  HR8003: {
    workers: { orders: 'shared' },
    async before({ client }) {
      await client.workflow.execute('order', { taskQueue: 'orders', workflowId: 'order-1', args: ['order-1'] });
    },
  },
};

async function taskFailure(handle: WorkflowHandle): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { events } = await handle.fetchHistory();
    if (events?.some((each) => each.workflowTaskFailedEventAttributes)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
