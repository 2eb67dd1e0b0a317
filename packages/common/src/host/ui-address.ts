import { DEFAULT_UI_URL } from '@handrail/errors';
import { isLoopback, splitAddress } from './address';

const DEFAULT_GRPC_PORT = 7233;
const LAST_PORT = 65_535;

// By namespace (certificates) and by region (API keys).
const CLOUD_DOMAINS = ['.tmprl.cloud', '.api.temporal.io'];

/**
 * Where the Temporal UI of a server is: what the policy says; else Temporal Cloud's for its addresses, and what
 * `temporal server start-dev` uses (the server's port + 1000) for a server on this machine. Undefined for any other: a link
 * into nothing is worse than none.
 *
 * @param address the server's gRPC address as given to the connection; undefined where it is not known
 * @param policyUi the policy's `links.ui`; its default counts as not set
 */
export function uiAddress(address: string | undefined, policyUi: string | undefined): string | undefined {
  if (policyUi !== undefined && policyUi !== DEFAULT_UI_URL) return policyUi;
  if (address === undefined) return undefined;
  const { host, port } = splitAddress(address);
  if (CLOUD_DOMAINS.some((domain) => host.endsWith(domain))) return 'https://cloud.temporal.io';
  if (!isLoopback(host)) return undefined;
  return `http://localhost:${Math.min((port ?? DEFAULT_GRPC_PORT) + 1_000, LAST_PORT)}`;
}
