import { WorkflowFailedError } from '@handrail/client';
import { CancelledFailure } from '@handrail/common';
import { expect, it } from 'vitest';
import { approveSignal } from '../src/workflows/order-messages';
import { approved, type OrderHandle, reached, STOCK, useShop } from './support/shop';

const inShop = useShop();

async function expectCancelled(handle: OrderHandle): Promise<void> {
  const error = await handle.result().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
}

it('gives the stock back when it is cancelled while reserving', async () => {
  await inShop(async ({ world, place }) => {
    const hold = world.gate.holdNextReply('PUT /reservations/:id');
    const handle = await place();
    await hold.reached;
    await handle.cancel();
    hold.release();

    await expectCancelled(handle);
    expect(world.warehouse.stock).toEqual(STOCK);
    expect(world.payments.charges).toEqual([]);
  });
});

it('refunds when it is cancelled while charging', async () => {
  await inShop(async ({ world, place }) => {
    const hold = world.gate.holdNextReply('POST /v1/charges');
    const handle = await place();
    await hold.reached;
    await handle.cancel();
    hold.release();

    await expectCancelled(handle);
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});

it('refunds a charge that it never heard of: the answer was lost and no retry came', async () => {
  await inShop(async ({ world, place }) => {
    world.gate.loseNextReply('POST /v1/charges');
    const hold = world.gate.holdNextReply('POST /v1/charges');
    const handle = await place();
    await hold.reached;
    await handle.cancel();
    // The second attempt gets no answer either; a cancelled activity is not tried a third time.
    hold.lose();

    await expectCancelled(handle);
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});

it('refunds and gives the stock back when it is cancelled while it waits for approval', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place();
    await reached(handle, 'awaiting approval');
    await handle.cancel();

    await expectCancelled(handle);
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
    expect(world.warehouse.stock).toEqual(STOCK);
    expect(world.mail.outbox).toEqual([]);
  });
});

it('stops packing, recalls the parcel, refunds and gives the stock back when it is cancelled while packing', async () => {
  await inShop(async ({ world, place }) => {
    const hold = world.gate.holdNextReply('PUT /shipments/:id/lines/:line');
    const handle = await place();
    await handle.signal(approveSignal, { by: 'tess' });
    await hold.reached;
    // The held line is never answered: the activity hears of the cancellation by its heartbeat.
    await handle.cancel();

    await expectCancelled(handle);
    expect([...world.warehouse.shipments.values()]).toMatchObject([{ state: 'recalled' }]);
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});

it('ships in spite of a cancellation when the parcel has left, even if nobody was told', async () => {
  await inShop(async ({ world, place }) => {
    const hold = world.gate.holdNextReply('PUT /shipments/:id/dispatch');
    const handle = await place();
    await handle.signal(approveSignal, { by: 'tess' });
    await hold.reached;
    await handle.cancel();

    expect(await handle.result()).toEqual({ outcome: 'shipped', trackingNumber: 'PARCEL-1' });
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 0 }]);
    expect(world.warehouse.stock).toEqual({ book: 8, lamp: 4 });
    expect(world.mail.outbox).toHaveLength(1);
  });
});

it('goes on to the end when it is cancelled after the parcel has left', async () => {
  await inShop(async ({ world, place }) => {
    const hold = world.gate.holdNextReply('PUT /messages/:id');
    const handle = await place();
    const result = approved(handle);
    await hold.reached;
    await handle.cancel();
    hold.release();

    expect(await result).toMatchObject({ outcome: 'shipped' });
    expect(world.payments.charges).toMatchObject([{ refunded: 0 }]);
    expect(world.mail.outbox).toHaveLength(1);
  });
});

it('undoes the rest when one compensation fails, and ends with its name', async () => {
  await inShop(async ({ world, place }) => {
    const handle = await place();
    await reached(handle, 'awaiting approval');
    const [reservation = ''] = world.warehouse.reservations.keys();
    await shipByHand(world.addresses.warehouse, reservation);
    await handle.cancel();

    await expect(handle.result()).rejects.toMatchObject({
      cause: { type: 'CompensationFailed', message: expect.stringMatching(/release the stock: .* have left/) },
    });
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
  });
});

/** Somebody takes the goods from the shelf without asking the workflow. */
async function shipByHand(warehouse: string, reservation: string): Promise<void> {
  const body = JSON.stringify({ reservation, address: 'Mill Lane 2' });
  await fetch(`${warehouse}/shipments/by-hand`, { method: 'PUT', body });
  await fetch(`${warehouse}/shipments/by-hand/dispatch`, { method: 'PUT' });
}
