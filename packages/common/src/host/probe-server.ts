import { splitAddress } from './address';
import { classifyAnswer, type Conversation, converse, HTTP2_PREFACE } from './probe-conversation';
import {
  handshake,
  hasNoHttp2,
  isCertificateRefusal,
  isTlsAlert,
  openSocket,
  resolveName,
  type TlsFacts,
} from './probe-sockets';

/** What is known of a connection that did not come about. */
export interface ProbeTarget extends TlsFacts {
  /** `host` or `host:port`, as the user gave it: nothing else is ever contacted. */
  readonly address: string;
  /** Whether the client speaks TLS. */
  readonly tls: boolean;
  /**
   * Milliseconds for all steps together.
   * @default 3000
   */
  readonly timeout?: number | undefined;
}

/** Why a client finds no Temporal server at an address. */
export type ServerVerdict =
  | { readonly kind: 'name-unknown'; readonly reason: string }
  | { readonly kind: 'refused' | 'unreachable'; readonly reason: string }
  /** It takes connections, and says nothing. */
  | { readonly kind: 'silent' }
  /** It speaks HTTP/2 without TLS, the client spoke TLS. */
  | { readonly kind: 'plain-text' }
  /** It speaks TLS, the client did not. */
  | { readonly kind: 'wants-tls' }
  | { readonly kind: 'untrusted-certificate'; readonly code: string; readonly certificate: string }
  /** It does not accept the client's certificate, or wants one and gets none. */
  | { readonly kind: 'client-certificate'; readonly given: boolean; readonly reason: string }
  | { readonly kind: 'tls-failed'; readonly reason: string }
  /** Something else listens there. */
  | { readonly kind: 'not-grpc'; readonly speaks: string }
  /** Nothing is wrong with it now. */
  | { readonly kind: 'answers' };

const DEFAULT_PORT = 7233;
const DEFAULT_TIMEOUT = 3_000;

/**
 * Finds out why a client cannot reach a server: name, port, TLS, certificate, HTTP/2, in this order. For use after a failure; it
 * contacts the given address alone, sends neither credentials nor data, takes no longer than its timeout and never throws.
 */
export async function probeServer(target: ProbeTarget): Promise<ServerVerdict> {
  const { host, port = DEFAULT_PORT } = splitAddress(target.address);
  const timeout = target.timeout ?? DEFAULT_TIMEOUT;
  const end = performance.now() + timeout;
  // A step that waits for its end in vain leaves time for one more.
  const limit = (): number => Math.max(1, Math.min(timeout / 2, end - performance.now()));
  try {
    const unknown = await resolveName(host, limit());
    if (unknown !== undefined) return { kind: 'name-unknown', reason: unknown };
    const opened = await openSocket(host, port, limit());
    if ('reason' in opened) return opened;
    const place = { host, port, limit };
    return target.tls ? await probeTls(opened.socket, target, place) : await probePlain(opened.socket, target, place);
  } catch (error) {
    return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly limit: () => number;
}

type Socket = Parameters<typeof converse>[0];

async function probeTls(socket: Socket, target: ProbeTarget, { host, port, limit }: Place): Promise<ServerVerdict> {
  const given = target.clientCertificate !== undefined;
  const shaken = await handshake(socket, host, target, limit());
  if ('secure' in shaken) {
    const { secure, untrusted } = shaken;
    const isHttp2 = secure.alpnProtocol === 'h2';
    // Only after the handshake does a server of TLS 1.3 say that it wants another certificate of the client's, or just leave.
    const answer = await converse(secure, HTTP2_PREFACE, limit());
    const left = isHttp2 && !answer.silent && answer.bytes.length === 0;
    if (isCertificateRefusal(answer) || (left && given))
      return { kind: 'client-certificate', given, reason: answer.reason };
    if (untrusted !== undefined) return { kind: 'untrusted-certificate', ...untrusted };
    if (!isHttp2) return { kind: 'not-grpc', speaks: `${classifyAnswer(answer) ?? 'no HTTP/2'} over TLS` };
    return verdictOf(answer, 'over TLS');
  }
  if (isCertificateRefusal(shaken)) return { kind: 'client-certificate', given, reason: shaken.reason };
  if (hasNoHttp2(shaken)) return { kind: 'not-grpc', speaks: 'no HTTP/2 over TLS' };
  const again = await openSocket(host, port, limit());
  const answer = 'socket' in again ? await converse(again.socket, HTTP2_PREFACE, limit()) : undefined;
  const protocol = answer && classifyAnswer(answer);
  if (protocol === 'HTTP/2') return { kind: 'plain-text' };
  if (protocol !== undefined && protocol !== 'TLS') return { kind: 'not-grpc', speaks: protocol };
  if (shaken.silent) return { kind: 'silent' };
  const isMute = protocol === undefined && answer !== undefined && !isTlsAlert(shaken) && !answer.silent;
  // A server of TLS 1.2 may leave without a word once it has seen the certificate.
  if (isMute && given) return { kind: 'client-certificate', given, reason: shaken.reason };
  return isMute ? { kind: 'not-grpc', speaks: MUTE } : { kind: 'tls-failed', reason: shaken.reason };
}

const MUTE = 'nothing, and closes the connection, with TLS and without';

async function probePlain(socket: Socket, target: ProbeTarget, { host, port, limit }: Place): Promise<ServerVerdict> {
  const answer = await converse(socket, HTTP2_PREFACE, limit());
  const protocol = classifyAnswer(answer);
  if (protocol === 'HTTP/2') return { kind: 'answers' };
  if (protocol === 'TLS') return { kind: 'wants-tls' };
  // Servers of TLS answer plain text with nothing, with a closed connection, or with a line of HTTP/1.
  const again = await openSocket(host, port, limit());
  if ('socket' in again) {
    const shaken = await handshake(again.socket, host, target, limit());
    if ('secure' in shaken) {
      const { secure } = shaken;
      secure.destroy();
      return secure.alpnProtocol === 'h2' ? { kind: 'wants-tls' } : { kind: 'not-grpc', speaks: 'no HTTP/2 over TLS' };
    }
    if (hasNoHttp2(shaken)) return { kind: 'not-grpc', speaks: 'no HTTP/2 over TLS' };
    if (isTlsAlert(shaken)) return { kind: 'wants-tls' };
  }
  return verdictOf(answer, 'without TLS');
}

function verdictOf(answer: Conversation, how: string): ServerVerdict {
  const protocol = classifyAnswer(answer);
  if (protocol === 'HTTP/2') return { kind: 'answers' };
  if (protocol !== undefined) return { kind: 'not-grpc', speaks: protocol };
  if (answer.silent) return { kind: 'silent' };
  return { kind: 'not-grpc', speaks: how === 'without TLS' ? MUTE : `nothing, and closes the connection ${how}` };
}
