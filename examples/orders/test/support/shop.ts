import type { Client, WorkflowHandle } from '@handrail/client';
import { TestWorkflowEnvironment } from '@handrail/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@handrail/worker';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createOrderWorker } from '../../src/create-worker';
import { customerWorkflowId } from '../../src/customer';
import type { Order, OrderResult } from '../../src/order';
import { type OutsideWorld, startOutsideWorld } from '../../src/outside-world';
import { policy } from '../../src/policy';
import { sampleOrder } from '../../src/sample-order';
import { TASK_QUEUE } from '../../src/task-queue';
import type { orderWorkflow } from '../../src/workflows';
import { statusQuery } from '../../src/workflows/order-messages';
import { replayEveryRun } from './replay-every-run';

export type OrderHandle = WorkflowHandle<typeof orderWorkflow>;

/** What a test works with. */
export interface Shop {
  readonly environment: TestWorkflowEnvironment;
  readonly client: Client;
  readonly world: OutsideWorld;
  readonly order: Order;
  /** For workers of a test's own. */
  readonly workflowBundle: WorkflowBundleWithSourceMap;
  /** Places the shop's order, with changes. */
  place(changes?: Partial<Order>): Promise<OrderHandle>;
  /** Has another workflow's runs replayed, too, when the test is over. */
  replay(workflowId: string): void;
}

export interface ShopOptions {
  /** @default a development server of the file's own */
  readonly create?: () => Promise<TestWorkflowEnvironment>;
  /** Without a worker a test starts its own. */
  readonly worker?: boolean;
}

// Every worker of every test would tell how it started and stopped.
const logger = new DefaultLogger('ERROR');
Runtime.install({ logger });

export const STOCK = { book: 10, lamp: 5 };

/**
 * Starts a server for a test file. The function that is returned runs one test in a shop of its own: services, a worker
 * and one order to place. Afterwards it replays every history of the test.
 */
export function useShop({ create, worker: hasWorker = true }: ShopOptions = {}): (
  test: (shop: Shop) => Promise<void>,
) => Promise<void> {
  let environment: TestWorkflowEnvironment;
  let workflowBundle: WorkflowBundleWithSourceMap;
  let orders = 0;

  beforeAll(async () => {
    environment = await (create ?? (() => TestWorkflowEnvironment.createLocal({ policy })))();
    workflowBundle = await bundleWorkflowCode({
      workflowsPath: join(__dirname, '../../src/workflows/index.ts'),
      policy,
      logger,
    });
  });
  afterAll(async () => {
    await environment?.teardown();
  });

  return async (test) => {
    const { client, nativeConnection } = environment;
    const world = await startOutsideWorld({ stock: STOCK });
    orders += 1;
    const order = { ...sampleOrder(`customer-${orders}`), orderId: `order-${orders}` };
    const toReplay = new Set([order.orderId, customerWorkflowId(order.customerId)]);
    const place = async (changes?: Partial<Order>) =>
      await client.workflow.start<typeof orderWorkflow>('orderWorkflow', {
        taskQueue: TASK_QUEUE,
        workflowId: order.orderId,
        args: [{ ...order, ...changes }],
      });
    const replay = (workflowId: string) => void toReplay.add(workflowId);
    const shop: Shop = { environment, client, world, order, workflowBundle, place, replay };
    try {
      if (hasWorker) {
        const { addresses } = world;
        const worker = await createOrderWorker({ connection: nativeConnection, addresses, workflowBundle });
        await worker.runUntil(() => test(shop));
      } else {
        await test(shop);
      }
    } finally {
      await world.close();
    }
    for (const workflowId of toReplay) {
      await replayEveryRun(client, workflowId, (history) =>
        Worker.runReplayHistory({ workflowBundle, policy }, history, workflowId),
      );
    }
  };
}

/** Settles when the order has reached a stage. */
export async function reached(handle: OrderHandle, stage: string): Promise<void> {
  while ((await handle.query(statusQuery)).stage !== stage) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The order's result once it has been approved. */
export async function approved(handle: OrderHandle): Promise<OrderResult> {
  await handle.signal('approve', { by: 'tess' });
  return await handle.result();
}
