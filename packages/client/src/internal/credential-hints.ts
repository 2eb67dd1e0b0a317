import { splitAddress } from '@handrail/common/host';
import { tlsOf } from './explain-unreachable';

const CLOUD = /\.(?:tmprl\.cloud|api\.temporal\.io)$/;

/** What can be seen from here to be wrong with credentials; clauses that go on after "so address and TLS are right;". */
export function credentialHints(address: string, namespace: string | undefined, connection: unknown): string[] {
  const { host } = splitAddress(address);
  return [
    ...keyHints(keyOf(connection), hasOtherCredentials(connection)),
    ...(namespace !== undefined && CLOUD.test(host) && !namespace.includes('.')
      ? [`on Temporal Cloud a namespace ends in the account id ("${namespace}.<account>"), and this one does not`]
      : []),
  ];
}

/** The API key that a connection would send now; read only to see what is wrong with it. */
function keyOf(connection: unknown): string | undefined {
  try {
    const { apiKeyFnRef } = (connection ?? {}) as { apiKeyFnRef?: { fn?: () => unknown } };
    const key = apiKeyFnRef?.fn?.();
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a call carries credentials that are no API key of the connection: of one call alone, or a client certificate. */
function hasOtherCredentials(connection: unknown): boolean {
  const { options, callContextStorage } = (connection ?? {}) as {
    options?: { metadata?: object; credentials?: unknown };
    callContextStorage?: { getStore(): { metadata?: object } | undefined };
  };
  const headers = Object.keys({ ...options?.metadata, ...callContextStorage?.getStore()?.metadata });
  const tls = tlsOf(connection);
  const mayHaveCertificate = tls?.clientCertificate !== undefined || (tls?.encrypted === true && tls.opaque);
  return mayHaveCertificate || headers.some((name) => name.toLowerCase() === 'authorization');
}

/** What is wrong with an API key by itself; it is never repeated. */
export function keyHints(key: string | undefined, hasOther: boolean): string[] {
  if (key === undefined || key === '') return hasOther ? [] : ['neither an API key nor a client certificate is sent'];
  const expiry = expiryOf(key);
  if (expiry !== undefined && expiry.getTime() < Date.now()) return [`the API key expired at ${expiry.toISOString()}`];
  return [];
}

// API keys of Temporal Cloud are JSON Web Tokens, whose second part says until when they are good.
function expiryOf(key: string): Date | undefined {
  try {
    const { exp } = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' ? new Date(exp * 1_000) : undefined;
  } catch {
    return undefined;
  }
}
