import {
  DEFAULT_ADDRESS,
  formatDuration,
  hideSecrets,
  ILLEGAL_IN_HEADER,
  isAddress,
  isMalformedAddressError,
  malformedAddress,
  pemFaults,
  removeSecrets,
  showValue,
} from '@handrail/common/host';
import { enrich, type ErrorContext, HandrailError, HR4002, HR4005 } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import { translateError } from '../translate-error';
import { credentialHints } from './credential-hints';
import { explainUnreachable, noteTls, tlsSettings } from './explain-unreachable';
import { GRPC, grpcCause } from './grpc-error';

/** What is known of a connection that failed. */
export interface FailedConnection {
  readonly options: ConnectionOptions | undefined;
  readonly context?: ErrorContext;
  readonly namespace?: string;
  /** Undefined where there is none yet. */
  readonly connection?: object | undefined;
}

/**
 * What a failure to connect means; looks for the cause where nothing answered. A plain `Error` becomes the cause of a
 * HandrailError; an error of a class of its own keeps it. Neither shows the API key.
 */
export async function translateConnectionError(error: unknown, failed: FailedConnection): Promise<unknown> {
  const { options = {}, context = {}, connection, namespace } = failed;
  const translated = translateOptionsError(error, options, context);
  if (!(error instanceof Error) || translated !== error) return translated;
  const address = shownAddress(options);
  if (connection !== undefined) noteTls(connection, options);
  try {
    const cause = grpcCause(error);
    if (error.message === 'Failed to connect before the deadline') {
      // The SDK's own check lets some pass, a port beyond the last one among them.
      if (!isAddress(address)) return new HandrailError([malformedAddress(address)], { ...context, cause: error });
      const timeout: unknown = options.connectTimeout ?? '10 seconds';
      const waited = typeof timeout === 'number' ? formatDuration(timeout) : String(timeout);
      const found = { address, tls: tlsSettings(options), waited, reason: error.message, probe: true };
      return new HandrailError([await explainUnreachable(found)], { ...context, cause: error });
    }
    if (cause?.code === GRPC.UNAUTHENTICATED || cause?.code === GRPC.PERMISSION_DENIED) {
      const hints = credentialHints(address, namespace, connection);
      return enrich(error, HR4002.problem({ address, reason: cause.message, hints }), context);
    }
  } catch {
    return error;
  }
  const place = { namespace: namespace ?? 'default', address, connection, context: () => context };
  return await translateError(error, place, { operation: 'connect' });
}

/** What is wrong with the options of a connection, as the SDK refuses them before it connects. */
export function translateOptionsError(
  error: unknown,
  options: ConnectionOptions = {},
  context: ErrorContext = {},
): unknown {
  if (!(error instanceof Error)) return error;
  removeSecrets(error, secretsOf(options));
  const { message } = error;
  if (isMalformedAddressError(error)) return enrich(error, malformedAddress(shownAddress(options)), context);
  if (message.startsWith('Could not parse target name')) {
    return new HandrailError([malformedAddress(shownAddress(options))], { ...context, cause: error });
  }
  const faults = faultsOf(error, message, options);
  if (faults === undefined) return error;
  const isPlain = Object.getPrototypeOf(error) === Error.prototype && !('code' in error);
  return isPlain
    ? HR4005.error({ faults }, { ...context, cause: error })
    : enrich(error, HR4005.problem({ faults }), context);
}

type Fault = { readonly source: string; readonly reason: string };

function faultsOf(error: Error, message: string, options: ConnectionOptions): Fault[] | undefined {
  if (message.endsWith('contains illegal characters')) {
    return [{ source: 'the API key or another header', reason: ILLEGAL_IN_HEADER }];
  }
  if (String((error as { code?: unknown }).code).startsWith('ERR_OSSL')) {
    const faults = pemFaults(options.tls);
    return faults.length > 0
      ? faults
      : [{ source: 'the TLS certificate or key', reason: `cannot be used (${message})` }];
  }
  if (/^Private key must be given with accompanying certificate chain/.test(message)) {
    return [{ source: 'tls.clientCertPair', reason: 'has a key without a certificate' }];
  }
  if (/^Certificate chain must be given with accompanying private key/.test(message)) {
    return [{ source: 'tls.clientCertPair', reason: 'has a certificate without a key' }];
  }
  const [, first, second] = /^Both `(\w+)`(?: option)? and `(\w+)`/.exec(message) ?? [];
  if (first !== undefined && second !== undefined) {
    return [{ source: `${first} and ${second}`, reason: 'are both given, and only one of them can be used' }];
  }
  if (/^Invalid (?:duration string|millis)/.test(message)) {
    return [{ source: 'connectTimeout', reason: `is ${showValue(options.connectTimeout)}, which is no duration` }];
  }
  return undefined;
}

/** The secrets among a connection's options, as far as they are known before it is made. */
export function secretsOf({ apiKey, metadata }: ConnectionOptions): string[] {
  const headers = Object.entries(metadata ?? {}).filter(([name]) => name.toLowerCase() === 'authorization');
  return [...(typeof apiKey === 'string' ? [apiKey, apiKey.trim()] : []), ...headers.map(([, value]) => String(value))];
}

function shownAddress(options: ConnectionOptions): string {
  return hideSecrets(String(options.address ?? DEFAULT_ADDRESS), secretsOf(options));
}
