import { expect, it } from 'vitest';
import { commands } from '../src/commands';
import { type Shop, useShop } from './support/shop';

const inShop = useShop();

async function run({ client }: Shop, name: string, ...args: string[]): Promise<unknown> {
  return await commands[name]?.run(client, ...args);
}

it('places an order, approves it and tells how it went', async () => {
  await inShop(async (shop) => {
    const { order } = shop;
    const placed = await run(shop, 'place', order.customerId);
    const orderId = String(placed).replace('placed ', '');
    shop.replay(orderId);
    await run(shop, 'approve', orderId, 'tess');

    expect(await run(shop, 'result', orderId)).toEqual({ outcome: 'shipped', trackingNumber: 'PARCEL-1' });
    expect(await run(shop, 'status', orderId)).toMatchObject({ stage: 'notifying', trackingNumber: 'PARCEL-1' });
    expect(await run(shop, 'customer', order.customerId)).toMatchObject({ points: 89 });
  });
});

it('rejects an order with a reason', async () => {
  await inShop(async (shop) => {
    const { orderId } = shop.order;
    await shop.place();
    await run(shop, 'reject', orderId, 'tess', 'unpaid bills');

    expect(await run(shop, 'result', orderId)).toEqual({ outcome: 'rejected', by: 'tess', reason: 'unpaid bills' });
  });
});

it('cancels an order', async () => {
  await inShop(async (shop) => {
    const { orderId } = shop.order;
    await shop.place();
    await run(shop, 'cancel', orderId);

    await expect(run(shop, 'result', orderId)).rejects.toThrow('cancelled');
  });
});

it('moves a customer, also one that is not known yet, and lets them leave', async () => {
  await inShop(async (shop) => {
    const { customerId } = shop.order;
    await run(shop, 'move', customerId, 'Mill Lane 2');
    expect(await run(shop, 'customer', customerId)).toMatchObject({ address: 'Mill Lane 2', points: 0 });

    await run(shop, 'leave', customerId);
    const { client } = shop;
    expect(await client.workflow.getHandle(`customer/${customerId}`).result()).toMatchObject({
      address: 'Mill Lane 2',
    });
  });
});
