import type { ConnectionOptions } from '@temporalio/client';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';

interface Fault {
  readonly source: string;
  readonly reason: string;
}

/** Which of the certificates and keys of a connection cannot be used; what OpenSSL says of them all is the same. */
export function pemFaults({ tls }: ConnectionOptions, message: string): Fault[] {
  const { clientCertPair, serverRootCACertificate } = typeof tls === 'object' && tls !== null ? tls : {};
  const faults = [
    ...(clientCertPair === undefined
      ? []
      : [
          ...unreadable('tls.clientCertPair.crt', () => new X509Certificate(clientCertPair.crt)),
          ...unreadable('tls.clientCertPair.key', () => createPrivateKey(Buffer.from(clientCertPair.key))),
        ]),
    ...(serverRootCACertificate === undefined
      ? []
      : unreadable('tls.serverRootCACertificate', () => new X509Certificate(serverRootCACertificate))),
  ];
  if (faults.length > 0) return faults;
  if (clientCertPair !== undefined && !belongTogether(clientCertPair)) {
    return [{ source: 'tls.clientCertPair.key', reason: 'is not the key of the certificate beside it' }];
  }
  return [{ source: 'the TLS certificate or key', reason: `cannot be used (${message})` }];
}

function unreadable(source: string, parse: () => unknown): Fault[] {
  try {
    parse();
    return [];
  } catch (error) {
    const { message } = error as Error;
    const isEncrypted = /passphrase|interrupted or cancelled/i.test(message);
    return [
      {
        source,
        reason: isEncrypted
          ? 'is encrypted with a passphrase, for which there is no option'
          : `cannot be read as PEM (${message})`,
      },
    ];
  }
}

function belongTogether({ crt, key }: { readonly crt: Uint8Array; readonly key: Uint8Array }): boolean {
  try {
    const ofKey = createPublicKey(createPrivateKey(Buffer.from(key))).export({ type: 'spki', format: 'der' });
    return new X509Certificate(crt).publicKey.export({ type: 'spki', format: 'der' }).equals(ofKey);
  } catch {
    return true;
  }
}
