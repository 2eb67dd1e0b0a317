import {
  grpcProxy,
  isLoopback,
  isUnsetAddress,
  malformedAddress,
  probeServer,
  type ServerVerdict,
  splitAddress,
  unreadAddress,
} from '@handrail/common/host';
import { HR4001, HR4020, HR4021, HR4022, HR4023, HR4024, HR4025, HR4026, type Problem } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import { readFileSync } from 'node:fs';
import { isEncrypted } from './plain-text';

/** What of a connection's options decides whether it comes about; no credentials that would have to be kept secret longer. */
export interface TlsSettings {
  readonly encrypted: boolean;
  readonly byApiKey: boolean;
  readonly serverName: string | undefined;
  readonly certificateAuthorities: Buffer | undefined;
  readonly clientCertificate: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** Made of channel credentials, which do not show whom they trust. */
  readonly opaque: boolean;
  readonly proxied: boolean;
}

const SETTINGS = new WeakMap<object, TlsSettings>();

/** Notes with which options a connection was made: it does not show them itself. */
export function noteTls(connection: object, options: ConnectionOptions): void {
  SETTINGS.set(connection, tlsSettings(options));
}

/** The TLS settings of a connection, as far as they are known. */
export function tlsOf(connection: unknown): TlsSettings | undefined {
  if (typeof connection !== 'object' || connection === null) return undefined;
  const { options } = connection as { options?: ConnectionOptions };
  return SETTINGS.get(connection) ?? (options?.credentials === undefined ? undefined : tlsSettings(options));
}

export function tlsSettings(options: ConnectionOptions): TlsSettings {
  const { tls, apiKey, credentials, channelArgs = {} } = options;
  const config = typeof tls === 'object' && tls !== null ? tls : {};
  const { serverNameOverride, serverRootCACertificate, clientCertPair } = config;
  const override: unknown = serverNameOverride ?? channelArgs['grpc.ssl_target_name_override'];
  return {
    encrypted: isEncrypted(options),
    byApiKey: apiKey !== undefined && tls === undefined,
    serverName: typeof override === 'string' ? override : undefined,
    certificateAuthorities: serverRootCACertificate && Buffer.from(serverRootCACertificate),
    clientCertificate: clientCertPair && {
      cert: Buffer.from(clientCertPair.crt),
      key: Buffer.from(clientCertPair.key),
    },
    opaque: credentials !== undefined,
    proxied: channelArgs['grpc.enable_http_proxy'] !== 0,
  };
}

interface Unreachable {
  readonly address: string;
  readonly tls: TlsSettings | undefined;
  readonly reason: string;
  readonly waited?: string | undefined;
  /** Whether to look for the cause; a connection that broke was there before. */
  readonly probe: boolean;
}

/** Which of the things that can be wrong between a client and a server it is. */
export async function explainUnreachable({ address, tls, reason, waited, probe }: Unreachable): Promise<Problem> {
  const facts = {
    address,
    ...(tls !== undefined && { encrypted: tls.encrypted }),
    ...(waited !== undefined && { waited }),
  };
  if (!probe || address.startsWith('an unknown')) return HR4001.problem({ ...facts, reason });
  const proxy = tls?.proxied === false ? undefined : grpcProxy(splitAddress(address).host);
  if (proxy !== undefined) {
    const way = `the way leads through the proxy ${proxy.address}, which ${proxy.variable} names`;
    return HR4001.problem({ ...facts, reason: `${way} (${reason})`, cause: 'proxy' });
  }
  const verdict = await probeServer({
    address,
    tls: tls?.encrypted ?? false,
    serverName: tls?.serverName,
    certificateAuthorities: tls?.certificateAuthorities ?? defaultAuthorities(),
    clientCertificate: tls?.clientCertificate,
    trustUnknown: tls === undefined || tls.opaque,
  });
  return problemOf(verdict, { ...facts, reason }, tls);
}

// The gRPC library of the SDK's client trusts these in place of those of Node.js.
function defaultAuthorities(): Buffer | undefined {
  const file = process.env['GRPC_DEFAULT_SSL_ROOTS_FILE_PATH'];
  try {
    return file ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

interface ReachFacts {
  readonly address: string;
  readonly encrypted?: boolean;
  readonly waited?: string;
  readonly reason: string;
}

function problemOf(verdict: ServerVerdict, facts: ReachFacts, tls: TlsSettings | undefined): Problem {
  const { address } = facts;
  switch (verdict.kind) {
    case 'name-unknown':
      if (isUnsetAddress(address)) return malformedAddress(address);
      return HR4020.problem({ address, host: splitAddress(address).host, reason: verdict.reason });
    case 'plain-text':
      return HR4021.problem({ address, ...(tls?.byApiKey === true && { because: 'API key' }) });
    case 'wants-tls':
      return HR4022.problem({ address });
    case 'untrusted-certificate':
      return HR4023.problem({
        address,
        code: verdict.code,
        certificate: verdict.certificate,
        ...(tls?.certificateAuthorities !== undefined && { given: true }),
      });
    case 'client-certificate':
      return HR4024.problem({ address, given: verdict.given, reason: verdict.reason });
    case 'not-grpc':
      return HR4025.problem({ address, speaks: verdict.speaks });
    case 'silent':
      return HR4026.problem({ address, encrypted: facts.encrypted ?? false });
    case 'refused':
      return HR4001.problem({ ...facts, ...unreadFact(address), reason: verdict.reason, cause: 'refused' });
    case 'unreachable': {
      const local = isLoopback(splitAddress(address).host);
      return HR4001.problem({ ...facts, reason: verdict.reason, cause: local ? 'refused' : 'unreachable' });
    }
    case 'tls-failed':
      return HR4001.problem({ ...facts, reason: `the TLS handshake fails: ${verdict.reason}`, cause: 'tls' });
    case 'answers':
      return HR4001.problem({ ...facts, reason: `a moment later it answers (${facts.reason})`, cause: 'late' });
  }
}

function unreadFact(address: string): { readonly unread?: string } {
  const unread = unreadAddress(address);
  return unread === undefined ? {} : { unread };
}
