import { Connection } from '@temporalio/client';
import { inject } from 'vitest';

const BOOL = 5;
const DATETIME = 6;

/** Registers the search attributes of SLAs in a namespace of the shared server, as `handrail sla setup` does. */
export async function registerSlaAttributes(namespace = 'default'): Promise<void> {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: { SlaDeadline: DATETIME, OutOfTimeSla: BOOL },
    });
  } catch (error) {
    if (!String(error).includes('already exists')) throw error;
  } finally {
    await connection.close();
  }
}
