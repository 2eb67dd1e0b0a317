import { randomUUID } from 'node:crypto';
import type { Order } from './order';

/** What everybody orders here: two books and a lamp. */
export function sampleOrder(customerId: string): Order {
  return {
    orderId: `order-${randomUUID().slice(0, 8)}`,
    customerId,
    email: `${customerId}@example.com`,
    address: 'Harbour Road 1',
    lines: [
      { sku: 'book', quantity: 2 },
      { sku: 'lamp', quantity: 1 },
    ],
    card: 'tok_visa',
    cents: 8_970,
  };
}
