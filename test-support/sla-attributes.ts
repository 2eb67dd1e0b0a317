import { Connection } from '@temporalio/client';

/**
 * The search attributes of SLAs, which are there before any test begins: of two that register the same names at once, a server
 * that keeps them in SQL may give each a column of its own, and reads and writes then one or the other.
 */
export const SLA_ATTRIBUTES = { SlaDeadline: 'Datetime', OutOfTimeSla: 'Bool' };

const TYPES = { SlaDeadline: 6, OutOfTimeSla: 5 };

/** Registers them on a server that runs already, as `handrail sla setup` does. */
export async function registerSlaAttributes(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes: TYPES });
  } catch (error) {
    if (!String(error).includes('already exists')) throw error;
  } finally {
    await connection.close();
  }
}
