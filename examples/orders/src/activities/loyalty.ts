import { getClient } from '@handrail/activity';
import type { Credit } from '../customer';
import { customerStart } from '../customer-start';
import { creditUpdate } from '../workflows/customer-messages';

/** Adds an order's points to the customer's workflow, which is started when there is none. A repeat adds nothing. */
export async function creditCustomer({ customerId, ...credit }: Credit & { customerId: string }): Promise<{
  points: number;
}> {
  // The worker's own client, with the worker's policy.
  return await getClient().workflow.executeUpdateWithStart(creditUpdate, {
    args: [credit],
    startWorkflowOperation: customerStart(customerId),
  });
}
