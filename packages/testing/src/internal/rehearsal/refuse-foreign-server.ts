import { addressOf, isLoopback, splitAddress } from '@handrail/common/host';
import { HR6020 } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';

/** Lets a rehearsal start on this machine, or in a namespace that was named for it; an address that is not known counts as foreign. */
export function refuseForeignServer(
  { connection, namespace = 'default' }: Pick<WorkerOptions, 'connection' | 'namespace'>,
  allowNamespaces: readonly string[],
): void {
  if (allowNamespaces.includes(namespace)) return;
  const address = addressOf(connection);
  if (address !== undefined && isLoopback(splitAddress(address).host)) return;
  throw HR6020.error({ namespace, address: address ?? 'an address that the connection does not tell' });
}
