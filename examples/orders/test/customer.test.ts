import { WorkflowUpdateFailedError } from '@handrail/client';
import { TestWorkflowEnvironment } from '@handrail/testing';
import { expect, it } from 'vitest';
import { customerWorkflowId } from '../src/customer';
import { customerStart } from '../src/customer-start';
import { policy } from '../src/policy';
import type { customerWorkflow } from '../src/workflows';
import { creditUpdate, customerQuery, leaveSignal, moveUpdate } from '../src/workflows/customer-messages';
import { type Shop, useShop } from './support/shop';

// A server that suggests continue-as-new after a few events instead of thousands.
const SUGGEST_AFTER = 30;
const inShop = useShop({
  create: () =>
    TestWorkflowEnvironment.createLocal({
      policy,
      server: {
        extraArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SUGGEST_AFTER}`],
      },
    }),
});

async function credit({ client, order }: Shop, orderId: string): Promise<number> {
  const startWorkflowOperation = customerStart(order.customerId);
  const args: [{ orderId: string; points: number }] = [{ orderId, points: 10 }];
  return (await client.workflow.executeUpdateWithStart(creditUpdate, { args, startWorkflowOperation })).points;
}

function handleOf({ client, order }: Shop) {
  return client.workflow.getHandle<typeof customerWorkflow>(customerWorkflowId(order.customerId));
}

it('starts with the first message and adds up the points', async () => {
  await inShop(async (shop) => {
    expect(await credit(shop, 'a')).toBe(10);
    expect(await credit(shop, 'b')).toBe(20);
  });
});

it('credits an order once, however often it is told of it', async () => {
  await inShop(async (shop) => {
    await credit(shop, 'a');

    expect(await credit(shop, 'a')).toBe(10);
  });
});

it('refuses an address that says nothing, and keeps the one it has', async () => {
  await inShop(async (shop) => {
    await credit(shop, 'a');
    const handle = handleOf(shop);
    await handle.executeUpdate(moveUpdate, { args: [{ address: 'Mill Lane 2' }] });

    const refused = handle.executeUpdate(moveUpdate, { args: [{ address: ' ' }] });
    await expect(refused).rejects.toBeInstanceOf(WorkflowUpdateFailedError);
    expect(await handle.query(customerQuery)).toMatchObject({ address: 'Mill Lane 2' });
  });
});

it('ends, with what it knew, when the customer leaves', async () => {
  await inShop(async (shop) => {
    await credit(shop, 'a');
    const handle = handleOf(shop);
    await handle.signal(leaveSignal);

    expect(await handle.result()).toMatchObject({ points: 10, credited: ['a'] });
  });
});

it('goes on as a new run when its history grows, and forgets nothing on the way', async () => {
  await inShop(async (shop) => {
    const orders = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await credit(shop, 'order-0');
    const first = (await handleOf(shop).describe()).runId;
    for (const orderId of orders) await credit(shop, orderId);

    expect((await handleOf(shop).describe()).runId).not.toBe(first);
    expect(await handleOf(shop).query(customerQuery)).toMatchObject({ points: 200, credited: orders });
    // Also one from an earlier run is known.
    expect(await credit(shop, 'order-0')).toBe(200);
  });
});

it('has no run timeout: a customer may stay for years', async () => {
  await inShop(async (shop) => {
    await credit(shop, 'a');
    const { events } = await handleOf(shop).fetchHistory();

    expect(events?.[0]?.workflowExecutionStartedEventAttributes).toMatchObject({ workflowRunTimeout: null });
  });
});
