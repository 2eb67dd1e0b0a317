import { Client, Connection } from '@handrail/client';
import { activityInfo, CompleteAsyncError } from '@temporalio/activity';
import { setTimeout as wait } from 'node:timers/promises';
import type { ExampleWorld } from '../support/example-world';
import type { Exports, Scenarios } from '../support/scenario';

let taskToken = '';
const signing = {
  sign: async () => {
    taskToken = activityInfo().base64TaskToken;
    throw new CompleteAsyncError();
  },
};

const only = (exports: Exports) => Object.values(exports).find((each) => typeof each === 'function')!;

/** Starts an order that the example is about. */
async function openOrder({ client }: ExampleWorld): Promise<void> {
  await client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-17', args: ['order-17'] });
}

async function openCart({ client }: ExampleWorld): Promise<void> {
  await client.workflow.start('cart', { taskQueue: 'carts', workflowId: 'cart-17' });
}

/** Starts a contract, and waits until its activity waits for whoever completes it. */
async function openContract({ client }: ExampleWorld): Promise<void> {
  const handle = await client.workflow.start('contract', { taskQueue: 'contracts', workflowId: 'contract-17' });
  for (;;) {
    const { raw } = await handle.describe();
    if (taskToken !== '' && raw.pendingActivities?.[0]?.attempt === 1) return;
    await wait(50);
  }
}

const twice = async (exports: Exports, client: Client) => {
  await only(exports)(client, 'order-17');
  await only(exports)(client, 'order-17');
};

/** HR4007–HR4014 and HR4027–HR4060: calls of a client. */
export const callsAndUpdates: Scenarios = {
  HR4007: { call: twice },
  HR4008: { call: (exports, client) => only(exports)(client, 'cart-17', 'book') },
  HR4013: {
    async call(exports, client) {
      const schedule = {
        scheduleId: 'nightly-report',
        spec: { calendars: [{ year: 2099 }] },
        action: { type: 'startWorkflow', workflowType: 'report', taskQueue: 'reports' },
      };
      await only(exports)(client, schedule);
      await only(exports)(client, schedule);
    },
  },
  HR4014: {
    async before({ client }) {
      await client.schedule.create({
        scheduleId: 'nightly-report',
        spec: { calendars: [{ year: 2099 }] },
        action: { type: 'startWorkflow', workflowType: 'report', taskQueue: 'reports' },
      });
    },
  },
  HR4027: {
    call: async (exports, client) => {
      await exports[Object.keys(exports).find((name) => name.startsWith('start')) ?? '']!(client, 'order-17');
      await exports[Object.keys(exports).find((name) => name.startsWith('start')) ?? '']!(client, 'order-18');
    },
  },
  HR4029: {
    workers: { orders: 'orders' },
    before: openOrder,
    async call(exports, client, { client: looking }) {
      await looking.workflow.getHandle('order-17').query('status');
      const controller = new AbortController();
      const stopped = only(exports)(client, controller.signal);
      setTimeout(() => controller.abort(), 100);
      await stopped;
    },
  },
  HR4032: {
    policy: { payload: { warnAbove: '100 MiB', refuseAbove: '100 MiB' } },
    call: (exports, client) =>
      'importAll' in exports && /rows/.test(String(exports['importAll']))
        ? only(exports)(
            client,
            Array.from({ length: 50_000 }, () => 'x'.repeat(100)),
          )
        : only(exports)(client, 'https://example.com/rows.csv'),
  },
  HR4033: { workers: { orders: 'orders' }, before: openOrder },
  HR4034: {
    async before({ connection, namespace, client }) {
      await connection.operatorService
        .addSearchAttributes({ namespace, searchAttributes: { OrderState: 2 } })
        .catch(() => undefined);
      // The server's parts hear of it one after the other.
      for (let tries = 0; tries < 100; tries += 1) {
        try {
          await client.workflow.count("OrderState = 'new'");
          return;
        } catch {
          await wait(100);
        }
      }
    },
  },
  HR4037: { environment: { QUEUE: undefined } },
  HR4038: { call: (exports, client) => only(exports)(client, {}) },
  HR4039: {
    workers: { carts: 'slow-carts' },
    before: openCart,
    async call(exports, _client, { address, namespace }) {
      // Such a refusal is otherwise repeated for half a minute.
      const connection = await Connection.connect({ address, interceptors: [] });
      const items = Array.from({ length: 12 }, (_, item) => `item ${item}`);
      try {
        await only(exports)(new Client({ connection, namespace }), items);
      } finally {
        await connection.close();
      }
    },
  },
  HR4040: {
    wrong: { call: (exports, client) => client.withDeadline(Date.now() + 3_000, () => only(exports)(client)) },
    right: { workers: { orders: 'orders' } },
  },
  HR4041: {
    args: [],
    async drive(handle, client) {
      await client.withDeadline(Date.now() + 5_000, () => client.workflow.getHandle(handle.workflowId).query('status'));
    },
    also: { wrong: { HR1010: 'the failure itself, in the worker’s log' } },
  },
  HR4071: { before: openCart, call: (exports, client) => only(exports)(client, 'cart-17') },
  HR4042: {
    workers: { orders: 'orders' },
    before: openOrder,
    call: (exports, client) => exports['status']!(client),
  },
  HR4043: { args: [], workflow: 'cart', drive: (handle) => handle.query('total') },
  HR4044: { args: [], workflow: 'order', drive: (handle) => handle.query('status') },
  HR4045: {
    workers: { orders: 'orders' },
    async before(world) {
      await openOrder(world);
      await world.client.workflow.getHandle('order-17').signal('finish');
      await world.client.workflow.getHandle('order-17').result();
    },
    call: (exports) => exports['total']!(),
  },
  HR4046: { workers: { orders: 'paid-orders' }, before: openOrder },
  HR4047: {
    workers: { orders: 'orders' },
    async before(world) {
      await openOrder(world);
      const order = world.client.workflow.getHandle('order-17');
      await order.executeUpdate('pay', { updateId: 'pay-1', args: [500] }).catch(() => undefined);
    },
    call: (exports, client) => only(exports)(client, 2),
  },
  HR4048: {
    workers: { orders: 'paid-orders' },
    before: openOrder,
    call: (exports, client) => exports['pay']!(client),
  },
  HR4049: {
    wrong: {
      before: openCart,
      call: (exports, client) => client.withDeadline(Date.now() + 3_000, () => only(exports)(client)),
    },
    right: { workers: { carts: 'carts' }, before: openCart },
  },
  HR4050: { workers: { contracts: 'contracts' }, activities: signing, before: openContract },
  HR4051: {
    workers: { contracts: 'contracts' },
    activities: signing,
    before: openContract,
    call: (exports, client) => only(exports)(client, taskToken),
  },
  HR4057: {
    workers: { carts: 'carts' },
    call: async (exports, client) => {
      await exports['add']!(client, 'book');
      await exports['add']!(client, 'pen');
    },
  },
  HR4058: {
    args: [],
    workflow: 'cart',
    replace: { both: { "'1 minute'": "'1 second'" } },
    drive: (handle, client) => client.workflow.getHandle(handle.workflowId).executeUpdate('checkout'),
  },
  HR4059: { workers: { carts: 'carts' }, before: openCart },
  HR4060: { workers: { orders: 'orders' }, before: openOrder },
  HR4061: { workers: { orders: 'orders' }, before: openOrder },
};
