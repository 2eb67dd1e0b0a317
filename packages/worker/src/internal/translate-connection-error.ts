import {
  isMalformedAddressError,
  isUnsetAddress,
  malformedAddress,
  pemFaults,
  removeSecrets,
  unreadAddress,
} from '@handrail/common/host';
import { enrich, type ErrorContext, HR4005, HR5007 } from '@handrail/errors';
import { TransportError } from '@temporalio/worker';

type Facts = Parameters<typeof HR5007.problem>[0];

interface Known extends Pick<Facts, 'test'> {
  /** The `tls` of the connection's options. */
  readonly tls?: unknown;
}

/**
 * Appends to a `TransportError` why the server cannot be reached, in plain words; to the `TypeError` for a malformed address
 * what it should be (HR4006); to either which certificate or key is none (HR4005). Any other error is untouched.
 */
export function translateConnectionError(
  error: unknown,
  address: string,
  context: ErrorContext,
  { tls, ...facts }: Known = {},
): unknown {
  if (error instanceof TypeError && isMalformedAddressError(error)) {
    removeSecrets(error);
    return enrich(error, malformedAddress(address), context);
  }
  const ofTls = error instanceof TypeError && /\.tls\./.test(error.message);
  if (!ofTls && !(error instanceof TransportError)) return error;
  const reason = REASONS.find(([text]) => text.test(error.message))?.[1];
  if (reason === 'unknown host' && isUnsetAddress(address)) return enrich(error, malformedAddress(address), context);
  // What a server would have said of them is not known where none was found.
  const faults = reason === 'refused' || reason === 'unknown host' ? [] : pemFaults(tls);
  if (faults.length > 0) return enrich(error, HR4005.problem({ faults }), context);
  // A certificate without a key, or the other way round, in the core's words.
  if (ofTls && !/\.clientTlsOptions\./.test(error.message)) return error;
  const known = ofTls ? 'key' : reason;
  if (known === undefined) return error;
  const unread = unreadAddress(address);
  const problem = HR5007.problem({ address, reason: known, ...facts, ...(unread !== undefined && { unread }) });
  return enrich(error, problem, context);
}

// The words of the core's libraries, from the most telling down.
const REASONS: readonly (readonly [RegExp, Facts['reason']])[] = [
  [/ConnectionRefused/, 'refused'],
  [/dns error/, 'unknown host'],
  [/NativeCertsNotFound/, 'no authorities'],
  [/InvalidCertificate|UnknownIssuer|CertificateUnknown/, 'certificate'],
  [/PrivateKeyParseError|NoPrivateKey|KeyMismatch/, 'key'],
  [/InvalidContentType/, 'server without TLS'],
  [/FRAME_SIZE_ERROR|http2 error/, 'not gRPC'],
  [/does not have permission|Request unauthorized|Unauthenticated|PermissionDenied/i, 'not authorised'],
  [/broken pipe|connection reset|ConnectionReset|unexpected end of file/i, 'server with TLS'],
  // What has closed the connection before it said anything: whether its answer or its end is seen first is a race.
  [/connection closed/, 'not gRPC'],
  [/timed? ?out|deadline/i, 'timeout'],
  [/tonic::transport::Error/, 'other'],
];
