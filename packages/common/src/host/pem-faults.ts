import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';

/** One thing that is wrong with a certificate or key: the option, and a clause that goes on after it. */
export interface PemFault {
  readonly source: string;
  readonly reason: string;
}

interface Pair {
  readonly crt?: Uint8Array | null;
  readonly key?: Uint8Array | null;
}

/**
 * Which of the certificates and keys in a connection's `tls` cannot be used, and what they are in its place; what OpenSSL and
 * rustls say of them all is the same. Nothing of their contents is shown.
 */
export function pemFaults(tls: unknown): PemFault[] {
  const { clientCertPair, serverRootCACertificate } = Object(tls) as {
    readonly clientCertPair?: Pair | null;
    readonly serverRootCACertificate?: Uint8Array | null;
  };
  const faults = [
    ...(clientCertPair == null ? [] : pairFaults(clientCertPair)),
    ...(serverRootCACertificate == null
      ? []
      : unreadable('tls.serverRootCACertificate', serverRootCACertificate, CERTIFICATE)),
  ];
  if (faults.length > 0 || clientCertPair == null || belongTogether(clientCertPair)) return faults;
  return [{ source: 'tls.clientCertPair.key', reason: 'is not the key of the certificate beside it' }];
}

interface Wanted {
  readonly name: 'a certificate' | 'a private key';
  readonly parse: (contents: Uint8Array) => unknown;
}

const CERTIFICATE: Wanted = { name: 'a certificate', parse: (contents) => new X509Certificate(contents) };
const KEY: Wanted = { name: 'a private key', parse: (contents) => createPrivateKey(Buffer.from(contents)) };

function pairFaults({ crt, key }: Pair): PemFault[] {
  if (kindOf(textOf(crt)) === KEY.name && kindOf(textOf(key)) === CERTIFICATE.name)
    return [{ source: 'tls.clientCertPair', reason: 'has the key as crt and the certificate as key: exchange them' }];
  const missing =
    crt != null && key != null
      ? undefined
      : (crt ?? key) == null
        ? 'has neither a certificate nor a key'
        : key == null
          ? 'has a certificate without a key'
          : 'has a key without a certificate';
  return [
    ...(missing === undefined ? [] : [{ source: 'tls.clientCertPair', reason: missing }]),
    ...(crt == null ? [] : unreadable('tls.clientCertPair.crt', crt, CERTIFICATE)),
    ...(key == null ? [] : unreadable('tls.clientCertPair.key', key, KEY)),
  ];
}

function unreadable(source: string, contents: Uint8Array, wanted: Wanted): PemFault[] {
  try {
    wanted.parse(contents);
    return [];
  } catch (error) {
    const { message } = error as Error;
    if (/passphrase|interrupted or cancelled/i.test(message))
      return [{ source, reason: 'is encrypted with a passphrase, for which there is no option' }];
    return [{ source, reason: mistaken(textOf(contents), wanted.name) ?? `cannot be read as PEM (${message})` }];
  }
}

const BEGIN = /-----BEGIN ([A-Z0-9 ]+)-----/;

/** What a text is that should be PEM, where that can be told: a clause. */
function mistaken(text: string | undefined, wanted: Wanted['name']): string | undefined {
  if (text === undefined) return undefined;
  if (text === '') return 'is empty';
  const kind = kindOf(text);
  if (kind !== undefined) {
    if (text.includes('\\n'))
      return String.raw`has \n in the place of its line breaks, as secrets in environment variables do: put them back, .replaceAll('\\n', '\n')`;
    if (kind !== wanted) return `holds ${kind}, and has to hold ${wanted}`;
    return text.includes('\n') ? undefined : 'has lost its line breaks, as a secret does in one line of YAML';
  }
  if (isBase64(text) && kindOf(Buffer.from(text, 'base64').toString('latin1').trim()) !== undefined)
    return "is the base64 of a PEM file: decode it, Buffer.from(text, 'base64')";
  return /^(?:[.~]{0,2}[\\/]|[a-z]:\\)[^\n]*$|^[^\n]*\.(?:pem|crt|cer|key)$/i.test(text)
    ? 'is the path of a file, and has to be what the file holds: await readFile(path)'
    : undefined;
}

function kindOf(text: string | undefined): string | undefined {
  const label = text === undefined ? undefined : BEGIN.exec(text)?.[1];
  if (label === undefined) return undefined;
  if (label.endsWith('PRIVATE KEY')) return KEY.name;
  return label.endsWith('CERTIFICATE') ? CERTIFICATE.name : `a PEM file of the kind ${label}`;
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/=\s]+$/.test(text);
}

// A text in the place of a buffer is what many pass.
function textOf(contents: unknown): string | undefined {
  if (typeof contents === 'string') return contents.trim();
  return contents instanceof Uint8Array ? Buffer.from(contents).toString('latin1').trim() : undefined;
}

function belongTogether({ crt, key }: Pair): boolean {
  if (crt == null || key == null) return true;
  try {
    const ofKey = createPublicKey(createPrivateKey(Buffer.from(key))).export({ type: 'spki', format: 'der' });
    return new X509Certificate(crt).publicKey.export({ type: 'spki', format: 'der' }).equals(ofKey);
  } catch {
    return true;
  }
}
