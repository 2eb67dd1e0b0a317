import { log } from '@handrail/activity';
import { call } from './http';

export interface ChargeRequest {
  /** Made in workflow code, so that every attempt sends the same one. */
  readonly key: string;
  readonly orderId: string;
  readonly cents: number;
  readonly card: string;
}

export function paymentActivities(payments: string) {
  return {
    /** Takes the money once, however often it is called with the same key. */
    async chargeCard({ key, orderId, cents, card }: ChargeRequest): Promise<{ chargeId: string }> {
      const charge = await call<{ id: string }>({
        method: 'POST',
        url: `${payments}/v1/charges`,
        headers: { 'idempotency-key': key },
        body: { amount: cents, currency: 'eur', source: card, order_id: orderId },
      });
      return { chargeId: charge.id };
    },

    /**
     * Pays back whatever was charged for an order. It asks the provider instead of trusting the workflow's knowledge: an
     * attempt whose answer was lost may have taken the money all the same.
     */
    async refundOrder({ key, orderId }: { key: string; orderId: string }): Promise<{ refunded: string[] }> {
      const { data } = await call<{ data: readonly { id: string; refunded: number }[] }>({
        method: 'GET',
        url: `${payments}/v1/charges?order_id=${encodeURIComponent(orderId)}`,
      });
      for (const { id } of data.filter(({ refunded }) => refunded === 0)) {
        await call({
          method: 'POST',
          url: `${payments}/v1/refunds`,
          headers: { 'idempotency-key': `${key}/${id}` },
          body: { charge: id },
        });
        log.info('Charge refunded', { orderId, chargeId: id });
      }
      return { refunded: data.map(({ id }) => id) };
    },
  };
}
