import { ApplicationFailure } from '@temporalio/common';
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
  HR8001: {},
  HR8002: { args: ['nobody'] },
  HR8003: {
    workers: { orders: 'shared' },
    async before({ client }) {
      await client.workflow.execute('order', { taskQueue: 'orders', workflowId: 'order-1', args: ['order-1'] });
    },
  },
};
