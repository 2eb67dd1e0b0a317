import { lookup } from 'node:dns/promises';
import { connect as connectSocket, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';

import { withoutOpenSslPrefix } from './probe-conversation';

/** What the client's TLS is set to. */
export interface TlsFacts {
  /** In place of the address's host, for SNI and for the name in the certificate. */
  readonly serverName?: string | undefined;
  /** @default the authorities that Node.js trusts */
  readonly certificateAuthorities?: ConnectionOptions['ca'];
  readonly clientCertificate?:
    { readonly cert: ConnectionOptions['cert']; readonly key: ConnectionOptions['key'] } | undefined;
  /** Whether the client's trust is another than can be seen here: nothing is said of the certificate then. */
  readonly trustUnknown?: boolean | undefined;
}

/** Why a name does not resolve; undefined where it does. */
export async function resolveName(host: string, limit: number): Promise<string | undefined> {
  if (isIP(host) !== 0) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      resolve('the name server does not answer');
    }, limit);
  });
  const found = lookup(host).then(
    () => undefined,
    ({ code }: NodeJS.ErrnoException) =>
      code === 'ENOTFOUND' ? 'there is no such name' : `the name server gives no answer (${code})`,
  );
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
  }
}

const REFUSED = new Set(['ECONNREFUSED', 'ECONNRESET']);

const NETWORK_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was reset at once',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  EACCES: 'this process may not open connections there',
  EPERM: 'this process may not open connections there',
  EADDRNOTAVAIL: 'this machine has no address to connect from',
};

/** Opens a TCP connection, to any of the host's addresses. */
export async function openSocket(
  host: string,
  port: number,
  limit: number,
): Promise<{ readonly socket: Socket } | { readonly kind: 'refused' | 'unreachable'; readonly reason: string }> {
  return await new Promise((resolve) => {
    const socket = connectSocket({ host, port });
    const timer = setTimeout(() => {
      socket.destroy();
      resolve({ kind: 'unreachable', reason: 'there is no answer, as behind a firewall' });
    }, limit);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve({ socket });
    });
    socket.on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const reason = NETWORK_REASONS[code];
      resolve({
        kind: REFUSED.has(code) ? 'refused' : 'unreachable',
        reason: reason === undefined ? message || code : `${reason} (${code})`,
      });
    });
  });
}

/** A handshake that failed. */
export interface FailedHandshake {
  readonly silent: boolean;
  readonly reason: string;
  readonly code?: string | undefined;
}

interface DoneHandshake {
  readonly secure: TLSSocket;
  /** Why the client's own verification would fail. */
  readonly untrusted?: { readonly code: string; readonly certificate: string };
}

/** Shakes hands as the client would, with its certificate, and takes whatever certificate the server has. */
export async function handshake(
  socket: Socket,
  host: string,
  { serverName, certificateAuthorities, clientCertificate, trustUnknown = false }: TlsFacts,
  limit: number,
): Promise<DoneHandshake | FailedHandshake> {
  return await new Promise((resolve) => {
    const name = serverName ?? (isIP(host) === 0 ? host : undefined);
    let secure: TLSSocket | undefined;
    const fail = (failed: FailedHandshake): void => {
      clearTimeout(timer);
      secure?.destroy();
      socket.destroy();
      resolve(failed);
    };
    const timer = setTimeout(() => {
      fail({ silent: true, reason: 'the TLS handshake gets no answer' });
    }, limit);
    try {
      secure = connectTls({
        socket,
        host,
        ...(name !== undefined && { servername: name }),
        ALPNProtocols: ['h2'],
        rejectUnauthorized: false,
        ...(certificateAuthorities !== undefined && { ca: certificateAuthorities }),
        ...clientCertificate,
      });
    } catch (error) {
      // What cannot be read as PEM.
      fail({ silent: false, reason: (error as Error).message });
      return;
    }
    const shaking = secure;
    shaking.once('secureConnect', () => {
      clearTimeout(timer);
      // The SDK of Node.js declares an error, and gives its code.
      const code = shaking.authorizationError as unknown as string | undefined | null;
      resolve({
        secure: shaking,
        ...(code != null && !trustUnknown && { untrusted: { code, certificate: describeCertificate(shaking) } }),
      });
    });
    shaking.on('error', ({ message, code }: NodeJS.ErrnoException) => {
      fail({ silent: false, reason: withoutOpenSslPrefix(message), code });
    });
    shaking.on('close', () => {
      fail({ silent: false, reason: 'the connection was closed during the TLS handshake' });
    });
  });
}

/** Whether a server answered a handshake in the words of TLS, only not with a yes. */
export function isTlsAlert({ code = '' }: { readonly code?: string | undefined }): boolean {
  return /ALERT/.test(code);
}

/** Whether a server speaks TLS, and no HTTP/2 over it. */
export function hasNoHttp2({ code = '' }: { readonly code?: string | undefined }): boolean {
  return /ALERT_NO_APPLICATION_PROTOCOL/.test(code);
}

/** Whether a server broke off because of the client's certificate, or for want of one. */
export function isCertificateRefusal({ code = '' }: { readonly code?: string | undefined }): boolean {
  return /ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED)/.test(code);
}

function describeCertificate(secure: TLSSocket): string {
  const { subject, issuer, subjectaltname, valid_from, valid_to } = secure.getPeerCertificate();
  const names = subjectaltname ?? `CN ${(subject as Partial<typeof subject> | undefined)?.CN ?? '(none)'}`;
  const { CN, O } = (issuer as Partial<typeof issuer> | undefined) ?? {};
  return `for ${names}, issued by ${CN ?? O ?? '(nobody named)'}, valid from ${valid_from} to ${valid_to}`;
}
