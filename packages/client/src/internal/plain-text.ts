import { DEFAULT_ADDRESS, hideSecrets, isLoopback, splitAddress } from '@handrail/common/host';
import { HR4003, type Problem } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

/** Whether the SDK makes an encrypted connection of these options. An API key turns TLS on unless `tls` is false. */
export function isEncrypted({ tls, apiKey, credentials }: ConnectionOptions): boolean {
  if (tls ?? apiKey !== undefined) return true;
  // gRPC has no public way to ask.
  const { _isSecure } = (credentials ?? {}) as { _isSecure?: () => unknown };
  return _isSecure?.call(credentials) === true;
}

/**
 * HR4003: what would cross the network in plain text. Payloads that pass a codec are not counted: it is there to encrypt
 * them. What stays on this machine is not exposed.
 */
export function plainTextProblem(
  options: ConnectionOptions,
  { payloadCodecs = [] }: DataConverter = {},
): Problem | undefined {
  const { address = DEFAULT_ADDRESS, apiKey, metadata = {} } = options;
  if (isEncrypted(options) || isLoopback(splitAddress(address).host)) return undefined;
  const hasKey = apiKey !== undefined || Object.keys(metadata).some((name) => name.toLowerCase() === 'authorization');
  const exposed = [...(hasKey ? ['the API key'] : []), ...(payloadCodecs.length === 0 ? ['payloads'] : [])];
  return exposed.length === 0
    ? undefined
    : HR4003.problem({ address: hideSecrets(address), exposed: exposed.join(' and ') });
}
