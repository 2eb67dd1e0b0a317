/** What is wrong with one setting of a connection: where it stands, and a clause that goes on after that. */
export interface SettingFault {
  readonly source: string;
  readonly reason: string;
}

/** Why a value cannot be sent as a header; a clause for a message. */
export const ILLEGAL_IN_HEADER = 'holds a line break or another character that a header cannot carry';

/** Whether gRPC can send a text as a header. */
function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** What of some headers gRPC would refuse in the middle of a call, in an error that quotes it. No value is shown: they are secrets. */
export function headerFaults(metadata: unknown): SettingFault[] {
  if (metadata == null) return [];
  // Of a text each letter would be sent.
  if (typeof metadata !== 'object' || Array.isArray(metadata))
    return [{ source: 'metadata', reason: "is no object of headers: pass { 'x-tenant': 'orders' }" }];
  return Object.entries(metadata).flatMap(([name, value]) => {
    const source = `metadata['${name}']`;
    if (!/^[\w.-]+$/.test(name))
      return [{ source, reason: 'has a name that a header cannot have: letters, digits, - _ .' }];
    if (name.toLowerCase().endsWith('-bin'))
      return typeof value === 'string' ? [{ source, reason: 'is a text, and a header in -bin takes a Buffer' }] : [];
    if (typeof value !== 'string') return [];
    if (!isHeaderText(value)) return [{ source, reason: ILLEGAL_IN_HEADER }];
    return isUnset(value) ? [{ source, reason: UNSET }] : [];
  });
}

/** What is wrong with an API key, if anything. It is never shown. */
export function apiKeyFaults(apiKey: unknown, source: string): SettingFault[] {
  if (apiKey === undefined) return [];
  if (typeof apiKey === 'function')
    return Object.prototype.toString.call(apiKey) === '[object AsyncFunction]'
      ? [
          {
            source,
            reason:
              'is an async function, whose promise would be sent in the place of the key: let it return the key itself',
          },
        ]
      : [];
  if (apiKey instanceof Promise) return [{ source, reason: 'is a promise, which has to be waited for: await it' }];
  if (typeof apiKey !== 'string')
    return [{ source, reason: `is no text but ${typeof apiKey === 'object' ? 'an object' : `a ${typeof apiKey}`}` }];
  if (!isHeaderText(apiKey)) return [{ source, reason: ILLEGAL_IN_HEADER }];
  if (isUnset(apiKey)) return [{ source, reason: UNSET }];
  return /^bearer\s/i.test(apiKey) ? [{ source, reason: 'begins with "Bearer", which the SDK adds by itself' }] : [];
}

const UNSET = 'is made of a variable that is not set: it says undefined';

/** What a template makes of a variable of the environment that is not there. */
function isUnset(value: string): boolean {
  return /^(?:(?:bearer|basic)\s+)?undefined$/i.test(value.trim());
}

/** What of `tls` counts as another value than it says. */
export function tlsFaults(tls: unknown): SettingFault[] {
  if (tls == null || typeof tls === 'boolean') return [];
  if (typeof tls === 'object' && !Array.isArray(tls)) return valueFaults(tls);
  return [{ source: 'tls', reason: 'is neither true nor false nor an object, and counts as true: pass one of them' }];
}

function valueFaults(tls: object): SettingFault[] {
  const { serverNameOverride: name, serverRootCACertificate: root } = tls as Readonly<Record<string, unknown>>;
  const isAddress = typeof name === 'string' && (name.includes('/') || /^[^:]+:\d+$/.test(name));
  const isText = typeof root === 'string' && !root.includes('-----BEGIN');
  return [
    ...(isAddress ? [{ source: 'tls.serverNameOverride', reason: 'is an address: give the host name alone' }] : []),
    ...(isText
      ? [
          {
            source: 'tls.serverRootCACertificate',
            reason: 'is a text, and no certificate: pass what the file holds, readFileSync(path)',
          },
        ]
      : []),
  ];
}
