import { refusal, type Reply, type Routes } from './http-service';
import { IdempotencyKeys } from './idempotency-keys';

export interface Charge {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly orderId: string;
  /** What has been paid back of the amount. */
  readonly refunded: number;
}

/** A card that the provider declines; any other is accepted. */
export const DECLINED_CARD = 'tok_chargeDeclined';

/** A payment provider with Stripe's habits: charges, refunds and idempotency keys. Its state is its list of charges. */
export class PaymentProvider {
  readonly #charges = new Map<string, Charge>();
  readonly #keys: IdempotencyKeys;
  #replayed = 0;

  constructor(now: () => number = Date.now) {
    this.#keys = new IdempotencyKeys(now);
  }

  get charges(): readonly Charge[] {
    return [...this.#charges.values()];
  }

  /** How many requests were answered from memory because their key had been used before. */
  get replayed(): number {
    return this.#replayed;
  }

  readonly routes: Routes = {
    'POST /v1/charges': (request) =>
      this.#counted(this.#keys.once(request, () => this.#charge(request.body as ChargeRequest))),
    'POST /v1/refunds': (request) =>
      this.#counted(this.#keys.once(request, () => this.#refund(request.body as { charge: string }))),
    'GET /v1/charges': ({ query }) => ({
      status: 200,
      body: { data: this.charges.filter((charge) => charge.orderId === query.get('order_id')) },
    }),
  };

  #charge({ amount, currency, source, order_id }: ChargeRequest): Reply {
    if (!Number.isSafeInteger(amount) || amount <= 0) {
      return refusal(400, 'parameter_invalid_integer', `The amount ${amount} is not a positive number of cents.`);
    }
    if (source === DECLINED_CARD) return refusal(402, 'card_declined', 'Your card was declined.');
    const charge = { id: `ch_${this.#charges.size + 1}`, amount, currency, orderId: order_id, refunded: 0 };
    this.#charges.set(charge.id, charge);
    return { status: 200, body: charge };
  }

  #refund({ charge: id }: { charge: string }): Reply {
    const charge = this.#charges.get(id);
    if (charge === undefined) return refusal(404, 'resource_missing', `There is no charge ${id}.`);
    if (charge.refunded > 0) return refusal(400, 'charge_already_refunded', `The charge ${id} has been refunded.`);
    this.#charges.set(id, { ...charge, refunded: charge.amount });
    return { status: 200, body: { id: `re_${id}`, charge: id, amount: charge.amount } };
  }

  #counted(reply: Reply): Reply {
    if (reply.headers?.['idempotent-replayed'] === 'true') this.#replayed += 1;
    return reply;
  }
}

interface ChargeRequest {
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly order_id: string;
}
