// Calls a Nexus operation at whatever endpoint it is given.
import { createNexusServiceClient } from '@temporalio/workflow';

// What nexus.service() of nexus-rpc makes.
const service = { name: 'charges', operations: { charge: { name: 'charge' } } };

export async function callNexus(endpoint: string): Promise<unknown> {
  const client = createNexusServiceClient({ service: service as never, endpoint });
  return await client.executeOperation('charge' as never, 'order-17' as never, { scheduleToCloseTimeout: '1 hour' });
}
