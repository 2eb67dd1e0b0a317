import { ApplicationFailure, CancelledFailure } from '@handrail/common';
import { MockActivityEnvironment } from '@handrail/testing';
import { DefaultLogger } from '@handrail/worker';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createActivities, type OrderActivities } from '../src/activities';
import { FAILURES } from '../src/failures';
import { DECLINED_CARD, type OutsideWorld, startOutsideWorld } from '../src/outside-world';

const STOCK = { book: 10, lamp: 5 };
const LINES = [
  { sku: 'book', quantity: 2 },
  { sku: 'lamp', quantity: 1 },
];
const CHARGE = { key: 'o1/charge', orderId: 'o1', cents: 500, card: 'tok_visa' };
const SHIPMENT = { shipment: 'o1/shipment', reservation: 'o1/reservation', address: 'Harbour Road 1', lines: LINES };

// Half of these attempts fail on purpose.
const logger = new DefaultLogger('ERROR');

let world: OutsideWorld;
let activities: OrderActivities;

beforeEach(async () => {
  world = await startOutsideWorld({ stock: STOCK });
  activities = createActivities(world.addresses);
});
afterEach(async () => {
  await world.close();
});

/** One attempt of an activity, in an environment of its own as on a worker. */
async function attempt<A extends readonly unknown[], R>(
  activity: (...args: A) => Promise<R>,
  args: A,
  heartbeatDetails?: unknown,
): Promise<R> {
  return (await new MockActivityEnvironment({ heartbeatDetails }, { logger }).run(activity as never, ...args)) as R;
}

/** Everything that the outside shows. */
function state(): unknown {
  const { payments, warehouse, mail } = world;
  return structuredClone({
    charges: payments.charges,
    stock: warehouse.stock,
    reservations: warehouse.reservations,
    shipments: warehouse.shipments,
    outbox: mail.outbox,
  });
}

interface Case {
  readonly name: string;
  /** The route with the effect. */
  readonly route: string;
  readonly prepare?: () => Promise<unknown>;
  readonly run: () => Promise<unknown>;
}

const reserve = () => attempt(activities.reserveStock, [{ reservation: 'o1/reservation', lines: LINES }]);
const charge = () => attempt(activities.chargeCard, [CHARGE]);
const cases: readonly Case[] = [
  { name: 'reserveStock', route: 'PUT /reservations/:id', run: reserve },
  {
    name: 'releaseStock',
    route: 'DELETE /reservations/:id',
    prepare: reserve,
    run: () => attempt(activities.releaseStock, [{ reservation: 'o1/reservation' }]),
  },
  { name: 'chargeCard', route: 'POST /v1/charges', run: charge },
  {
    name: 'refundOrder',
    route: 'POST /v1/refunds',
    prepare: charge,
    run: () => attempt(activities.refundOrder, [{ key: 'o1/refund', orderId: 'o1' }]),
  },
  {
    name: 'packAndShip',
    route: 'PUT /shipments/:id/dispatch',
    prepare: reserve,
    run: () => attempt(activities.packAndShip, [SHIPMENT]),
  },
  {
    name: 'recallShipment',
    route: 'DELETE /shipments/:id',
    run: () => attempt(activities.recallShipment, [{ shipment: 'o1/shipment' }]),
  },
  {
    name: 'sendMail',
    route: 'PUT /messages/:id',
    run: () => attempt(activities.sendMail, [{ message: 'o1/mail', to: 'ann@example.com', subject: 'Hello' }]),
  },
];

it.each(cases)('$name leaves the same state and result when it is run twice', async ({ prepare, run }) => {
  await prepare?.();
  const first = await run();
  const afterFirst = state();

  expect(await run()).toEqual(first);
  expect(state()).toEqual(afterFirst);
});

it.each(cases)('$name is repaired by its retry when the answer was lost', async ({ route, prepare, run }) => {
  await prepare?.();
  world.gate.loseNextReply(route);
  await expect(run()).rejects.not.toBeInstanceOf(ApplicationFailure);
  const afterLoss = state();

  await run();
  expect(state()).toEqual(afterLoss);
});

it('packAndShip goes on at the line in the heartbeat', async () => {
  await reserve();
  world.gate.loseNextReply('PUT /shipments/:id/lines/:line');
  await expect(attempt(activities.packAndShip, [SHIPMENT])).rejects.toThrow();
  await attempt(activities.packAndShip, [SHIPMENT], 1);

  expect([...world.warehouse.shipments.values()]).toMatchObject([{ packed: [0, 1], state: 'dispatched' }]);
});

it('packAndShip leaves with the cancellation, in the middle of a line', async () => {
  await reserve();
  const hold = world.gate.holdNextReply('PUT /shipments/:id/lines/:line');
  const environment = new MockActivityEnvironment(undefined, { logger });
  const shipping = environment.run(activities.packAndShip as never, SHIPMENT);
  await hold.reached;
  environment.cancel();

  await expect(shipping).rejects.toBeInstanceOf(CancelledFailure);
});

it('reserveStock that arrives after the release takes nothing', async () => {
  await attempt(activities.releaseStock, [{ reservation: 'o1/reservation' }]);

  await expect(reserve()).rejects.toMatchObject({ type: FAILURES.refused, nonRetryable: true });
  expect(world.warehouse.stock).toEqual(STOCK);
});

it('chargeCard with a used key and another amount is refused for good', async () => {
  await charge();

  await expect(attempt(activities.chargeCard, [{ ...CHARGE, cents: 900 }])).rejects.toMatchObject({
    type: FAILURES.keyReused,
    nonRetryable: true,
  });
  expect(world.payments.charges).toMatchObject([{ amount: 500 }]);
});

it('chargeCard with a declined card fails for good', async () => {
  await expect(attempt(activities.chargeCard, [{ ...CHARGE, card: DECLINED_CARD }])).rejects.toMatchObject({
    message: 'POST /v1/charges was answered 402: Your card was declined.',
    type: FAILURES.cardDeclined,
    nonRetryable: true,
  });
});

it('refundOrder of an order without a charge does nothing', async () => {
  expect(await attempt(activities.refundOrder, [{ key: 'o1/refund', orderId: 'o1' }])).toEqual({ refunded: [] });
});

it('recallShipment of a parcel that has left answers with its tracking number', async () => {
  await reserve();
  await attempt(activities.packAndShip, [SHIPMENT]);

  expect(await attempt(activities.recallShipment, [{ shipment: 'o1/shipment' }])).toEqual({
    trackingNumber: 'PARCEL-1',
  });
});
