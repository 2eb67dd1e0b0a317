import { isMalformedAddressError, malformedAddress, removeSecrets } from '@handrail/common/host';
import { enrich, type ErrorContext, HR5007 } from '@handrail/errors';
import { TransportError } from '@temporalio/worker';

type Facts = Parameters<typeof HR5007.problem>[0];

/**
 * Appends to a `TransportError` why the server cannot be reached, in plain words, and to the `TypeError` for a malformed
 * address what it should be (HR4006). Any other error is untouched.
 */
export function translateConnectionError(
  error: unknown,
  address: string,
  context: ErrorContext,
  facts: Pick<Facts, 'test'> = {},
): unknown {
  if (error instanceof TypeError && isMalformedAddressError(error)) {
    removeSecrets(error);
    return enrich(error, malformedAddress(address), context);
  }
  // A certificate without a key, or the other way round, in the core's words.
  if (error instanceof TypeError && /\.clientTlsOptions\./.test(error.message)) {
    return enrich(error, HR5007.problem({ address, reason: 'key' }), context);
  }
  if (!(error instanceof TransportError)) return error;
  const reason = REASONS.find(([text]) => text.test(error.message))?.[1];
  return reason === undefined ? error : enrich(error, HR5007.problem({ address, reason, ...facts }), context);
}

// The words of the core's libraries, from the most telling down.
const REASONS: readonly (readonly [RegExp, Facts['reason']])[] = [
  [/ConnectionRefused/, 'refused'],
  [/dns error/, 'unknown host'],
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
