import { splitAddress } from './address';
import { hideSecrets } from './remove-secrets';

const DEFAULT_PORT = 7233;

/**
 * What `TEMPORAL_ADDRESS` says where it names another server than the one that was tried. The SDK's `Client` and `Worker` read no
 * variable: they are at the default address although one is set, and whoever sets it again changes nothing.
 */
export function unreadAddress(tried: string): string | undefined {
  const set = process.env['TEMPORAL_ADDRESS']?.trim() ?? '';
  return set === '' || serverOf(set) === serverOf(tried) ? undefined : hideSecrets(set);
}

function serverOf(address: string): string {
  const { host, port = DEFAULT_PORT } = splitAddress(address);
  return `${host}:${port}`;
}
