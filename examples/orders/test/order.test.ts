import { expect, it } from 'vitest';
import { DECLINED_CARD } from '../src/outside-world';
import { customerQuery } from '../src/workflows/customer-messages';
import { rejectSignal, statusQuery } from '../src/workflows/order-messages';
import { customerWorkflowId } from '../src/customer';
import { approved, reached, STOCK, useShop } from './support/shop';

const inShop = useShop();

it('ships an approved order: one charge, one parcel, one e-mail, points for the customer', async () => {
  await inShop(async ({ world, client, order, place }) => {
    expect(await approved(await place())).toEqual({ outcome: 'shipped', trackingNumber: 'PARCEL-1' });

    expect(world.payments.charges).toMatchObject([{ orderId: order.orderId, amount: 8_970, refunded: 0 }]);
    expect(world.warehouse.stock).toEqual({ book: 8, lamp: 4 });
    expect([...world.warehouse.shipments.values()]).toMatchObject([{ state: 'dispatched', packed: [0, 1] }]);
    expect(world.mail.outbox).toEqual([{ to: order.email, subject: `Order ${order.orderId} is on its way: PARCEL-1` }]);
    const customer = client.workflow.getHandle(customerWorkflowId(order.customerId));
    expect(await customer.query(customerQuery)).toMatchObject({ points: 89, credited: [order.orderId] });
  });
});

it('waits for the approval with the money taken and nothing shipped', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place();
    await reached(handle, 'awaiting approval');

    expect(await handle.query(statusQuery)).toEqual({ stage: 'awaiting approval', chargeId: 'ch_1' });
    expect(world.warehouse.shipments.size).toBe(0);
    await approved(handle);
  });
});

it('undoes a rejected order', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place();
    await handle.signal(rejectSignal, { by: 'tess', reason: 'unpaid bills' });

    expect(await handle.result()).toEqual({ outcome: 'rejected', by: 'tess', reason: 'unpaid bills' });
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
    expect(world.warehouse.stock).toEqual(STOCK);
    expect(world.mail.outbox).toEqual([]);
  });
});

it('keeps to the first decision when a second one comes', async () => {
  await inShop(async ({ place }) => {
    const handle = await place();
    // Signals that wait for their handlers are handed out in the order in which those are set, not in that of their arrival.
    await handle.query(statusQuery);
    await handle.signal(rejectSignal, { by: 'tess', reason: 'unpaid bills' });

    expect(await approved(handle)).toMatchObject({ outcome: 'rejected', by: 'tess' });
  });
});

it('gives the stock back when the card is declined', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place({ card: DECLINED_CARD });

    expect(await handle.result()).toEqual({ outcome: 'card declined' });
    expect(world.payments.charges).toEqual([]);
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});

it('charges nothing when the stock does not suffice', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place({ lines: [{ sku: 'lamp', quantity: 6 }] });

    expect(await handle.result()).toEqual({ outcome: 'out of stock' });
    expect(world.payments.charges).toEqual([]);
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});

it('fails, with everything undone, when a service will never accept a request', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place({ cents: 0.5 });

    await expect(handle.result()).rejects.toMatchObject({ cause: { cause: { type: 'RequestRefused' } } });
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});

it('ships although the e-mail cannot be delivered', async () => {
  await inShop(async ({ world, place }) => {
    expect(await approved(await place({ email: 'nobody' }))).toMatchObject({ outcome: 'shipped' });
    expect(world.mail.outbox).toEqual([]);
  });
});

it.each([
  'PUT /reservations/:id',
  'POST /v1/charges',
  'PUT /shipments/:id',
  'PUT /shipments/:id/lines/:line',
  'PUT /shipments/:id/dispatch',
  'PUT /messages/:id',
])('takes no step twice when the answer to %s is lost', async (route) => {
  await inShop(async ({ world, place }) => {
    world.gate.loseNextReply(route);

    expect(await approved(await place())).toEqual({ outcome: 'shipped', trackingNumber: 'PARCEL-1' });
    expect(world.payments.charges).toHaveLength(1);
    expect(world.warehouse.stock).toEqual({ book: 8, lamp: 4 });
    expect(world.warehouse.shipments.size).toBe(1);
    expect(world.mail.outbox).toHaveLength(1);
  });
});
