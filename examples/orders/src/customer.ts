/** What the customer workflow knows; it is carried from run to run. */
export interface Customer {
  readonly customerId: string;
  readonly address?: string;
  readonly points: number;
  /** The latest orders that brought points, so that one that is credited again brings none. */
  readonly credited: readonly string[];
}

/** Points of one order. */
export interface Credit {
  readonly orderId: string;
  readonly points: number;
}

export function newCustomer(customerId: string): Customer {
  return { customerId, points: 0, credited: [] };
}

export function customerWorkflowId(customerId: string): string {
  return `customer/${customerId}`;
}
