import {
  DEFAULT_ADDRESS,
  formatDuration,
  hideSecrets,
  isMalformedAddressError,
  malformedAddress,
  removeSecrets,
} from '@handrail/common/host';
import { enrich, type ErrorContext, HR4001, HR4002, HR4005 } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import { GRPC, grpcCause } from './grpc-error';
import { ILLEGAL_IN_HEADER } from './header-value';
import { isEncrypted } from './plain-text';

/**
 * What a failure to connect means. A plain `Error` becomes the cause of a HandrailError; an error of a class of its own
 * keeps it. Neither shows the API key.
 */
export function translateConnectionError(
  error: unknown,
  options: ConnectionOptions = {},
  context: ErrorContext = {},
): unknown {
  if (!(error instanceof Error)) return error;
  const secrets = secretsOf(options);
  removeSecrets(error, secrets);
  const { message } = error;
  const address = hideSecrets(String(options.address ?? DEFAULT_ADDRESS), secrets);

  if (isMalformedAddressError(error)) return enrich(error, malformedAddress(address), context);
  if (message === 'Failed to connect before the deadline') {
    const timeout: unknown = options.connectTimeout ?? '10 seconds';
    const waited = typeof timeout === 'number' ? formatDuration(timeout) : String(timeout);
    const facts = { address, encrypted: isEncrypted(options), waited, reason: message };
    return HR4001.error(facts, { ...context, cause: error });
  }
  if (message.endsWith('contains illegal characters')) {
    const faults = [{ source: 'the API key or another header', reason: ILLEGAL_IN_HEADER }];
    return HR4005.error({ faults }, { ...context, cause: error });
  }
  if (String((error as { code?: unknown }).code).startsWith('ERR_OSSL')) {
    const faults = [{ source: 'the TLS certificate or key', reason: `cannot be read as PEM (${message})` }];
    return enrich(error, HR4005.problem({ faults }), context);
  }
  const cause = grpcCause(error);
  if (cause?.code === GRPC.UNAUTHENTICATED || cause?.code === GRPC.PERMISSION_DENIED) {
    return enrich(error, HR4002.problem({ address, reason: cause.message }), context);
  }
  return error;
}

/** The secrets among a connection's options, as far as they are known before it is made. */
export function secretsOf({ apiKey, metadata }: ConnectionOptions): string[] {
  const headers = Object.entries(metadata ?? {}).filter(([name]) => name.toLowerCase() === 'authorization');
  return [...(typeof apiKey === 'string' ? [apiKey, apiKey.trim()] : []), ...headers.map(([, value]) => String(value))];
}
