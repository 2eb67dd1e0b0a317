import { loadConnectionSettings } from '@handrail/client';
import { NativeConnection } from '@handrail/worker';
import { createOrderWorker } from './create-worker';
import { explainError } from './explain-error';
import { serviceAddresses } from './service-addresses';

/** Runs a worker until SIGINT or SIGTERM; the SDK shuts it down in an orderly way then. */
async function main(): Promise<void> {
  // #region connect
  const { connectionOptions, namespace } = await loadConnectionSettings();
  const connection = await NativeConnection.connect(connectionOptions);
  // #endregion connect
  try {
    const worker = await createOrderWorker({ connection, namespace, addresses: serviceAddresses() });
    await worker.run();
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(explainError(error));
  process.exitCode = 1;
});
