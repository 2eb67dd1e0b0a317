import { NativeConnection } from '@handrail/worker';
import { createOrderWorker } from './create-worker';
import { serviceAddresses } from './service-addresses';

/** Runs a worker until SIGINT or SIGTERM; the SDK shuts it down in an orderly way then. */
async function main(): Promise<void> {
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? 'localhost:7233' });
  try {
    const worker = await createOrderWorker({ connection, addresses: serviceAddresses() });
    await worker.run();
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
