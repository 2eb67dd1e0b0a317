/** What a customer wants and how they pay. Plain JSON: it crosses the wire as the workflow's argument. */
export interface Order {
  readonly orderId: string;
  readonly customerId: string;
  readonly email: string;
  readonly address: string;
  readonly lines: readonly OrderLine[];
  readonly card: string;
  readonly cents: number;
}

export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}

/** How an order ended. A cancelled order has no result: its workflow ends as cancelled. */
export type OrderResult =
  | { readonly outcome: 'shipped'; readonly trackingNumber: string }
  | { readonly outcome: 'out of stock' | 'card declined' }
  | { readonly outcome: 'rejected'; readonly by: string; readonly reason: string }
  | { readonly outcome: 'approval timed out' };

export type OrderStage = 'reserving' | 'charging' | 'awaiting approval' | 'shipping' | 'notifying' | 'compensating';

/** What the `orderStatus` query answers. */
export interface OrderStatus {
  readonly stage: OrderStage;
  readonly decision?: Decision;
  readonly chargeId?: string;
  readonly trackingNumber?: string;
}

export type Decision =
  | { readonly approved: true; readonly by: string }
  | { readonly approved: false; readonly by: string; readonly reason: string };
