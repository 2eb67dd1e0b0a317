import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  log,
  operationKey,
  proxyActivities,
  setHandler,
} from '@handrail/workflow';
import type { OrderActivities, ShipmentRequest } from '../activities';
import { FAILURES } from '../failures';
import type { Decision, Order, OrderResult, OrderStatus } from '../order';
import { Compensations } from './compensations';
import { approveSignal, rejectSignal, statusQuery } from './order-messages';

const APPROVAL_WITHIN = '3 days';

// #region proxies
// No timeout at all: the policy's ten seconds an attempt, retried until it works.
const { reserveStock, releaseStock, refundOrder, recallShipment, sendMail, creditCustomer } =
  proxyActivities<OrderActivities>();

const { chargeCard } = proxyActivities<OrderActivities>({
  startToCloseTimeout: '10 seconds',
  // The provider forgets an idempotency key after a day: a retry later than that could charge again.
  scheduleToCloseTimeout: '20 hours',
});

const { packAndShip } = proxyActivities<OrderActivities>({
  startToCloseTimeout: '3 hours',
  heartbeatTimeout: '30 seconds',
  waive: { HR2005: 'packing can take an afternoon; a retry goes on at the line in the heartbeat' },
});
// #endregion proxies

/**
 * One order, from the reservation to the parcel. Until the parcel has left, it can be rejected, cancelled or run out of
 * time, and then everything that was done is undone. After that there is no way back, and it runs to its end.
 */
export async function orderWorkflow(order: Order): Promise<OrderResult> {
  const progress = new Progress();
  const compensations = new Compensations();
  const undo = async () => {
    progress.enter('compensating');
    await compensations.run();
  };

  let result: OrderResult | undefined;
  try {
    result = await fulfil(order, progress, compensations);
  } catch (error) {
    result = refusalIn(error);
    if (result === undefined) {
      await undo();
      // A failure ends the workflow as failed, a cancellation as cancelled: it is not ours to swallow.
      throw error;
    }
  }
  if (result.outcome !== 'shipped') {
    await undo();
    return result;
  }
  progress.enter('notifying');
  const { trackingNumber } = result;
  await CancellationScope.nonCancellable(() => notify(order, trackingNumber));
  return result;
}

async function fulfil(order: Order, progress: Progress, compensations: Compensations): Promise<OrderResult> {
  const { orderId, lines, cents, card, address } = order;
  const reservation = operationKey('reservation');
  compensations.add('release the stock', () => releaseStock({ reservation }));
  await reserveStock({ reservation, lines });

  progress.enter('charging');
  compensations.add('refund the card', () => refundOrder({ key: operationKey('refund'), orderId }));
  const { chargeId } = await chargeCard({ key: operationKey('charge'), orderId, cents, card });
  progress.set({ chargeId });

  progress.enter('awaiting approval');
  await condition(() => progress.status.decision !== undefined, APPROVAL_WITHIN);
  const { decision } = progress.status;
  if (decision === undefined) return { outcome: 'approval timed out' };
  if (!decision.approved) return { outcome: 'rejected', by: decision.by, reason: decision.reason };

  progress.enter('shipping');
  const trackingNumber = await ship({ shipment: operationKey('shipment'), reservation, address, lines });
  progress.set({ trackingNumber });
  return { outcome: 'shipped', trackingNumber };
}

/**
 * A failed or cancelled shipment may have left all the same, its answer lost on the way. So the parcel is recalled, and
 * where that comes too late the order counts as shipped, even a cancelled one: refunding it would give the goods away.
 */
async function ship(request: ShipmentRequest): Promise<string> {
  try {
    return (await packAndShip(request)).trackingNumber;
  } catch (error) {
    const { shipment } = request;
    const { trackingNumber } = await CancellationScope.nonCancellable(() => recallShipment({ shipment }));
    if (trackingNumber === undefined) throw error;
    log.warn('The parcel could not be stopped: it has left', { trackingNumber });
    return trackingNumber;
  }
}

/** The parcel is on its way: a message that nobody can deliver is no reason to fail its order. */
async function notify({ orderId, customerId, email, cents }: Order, trackingNumber: string): Promise<void> {
  try {
    await sendMail({
      message: operationKey('mail'),
      to: email,
      subject: `Order ${orderId} is on its way: ${trackingNumber}`,
    });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    log.warn('The customer could not be told', { orderId, error });
  }
  await creditCustomer({ customerId, orderId, points: Math.floor(cents / 100) });
}

/** The refusals that are a normal end of an order rather than a failure. */
const REFUSALS: Readonly<Record<string, OrderResult>> = {
  [FAILURES.outOfStock]: { outcome: 'out of stock' },
  [FAILURES.cardDeclined]: { outcome: 'card declined' },
};

function refusalIn(error: unknown): OrderResult | undefined {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) return undefined;
  return REFUSALS[error.cause.type ?? ''];
}

/** Where the order stands, for the query, and what was decided about it, by signal. */
class Progress {
  status: OrderStatus = { stage: 'reserving' };

  constructor() {
    setHandler(statusQuery, () => this.status);
    setHandler(approveSignal, ({ by }) => this.#decide({ approved: true, by }));
    setHandler(rejectSignal, ({ by, reason }) => this.#decide({ approved: false, by, reason }));
  }

  enter(stage: OrderStatus['stage']): void {
    this.set({ stage });
  }

  set(change: Partial<OrderStatus>): void {
    this.status = { ...this.status, ...change };
  }

  // A signal may come twice, or from two people: the first one counts.
  #decide(decision: Decision): void {
    if (this.status.decision === undefined) this.set({ decision });
  }
}
