import { isIP } from 'node:net';

/** Host and port of a gRPC address (`host`, `host:port`, `[ipv6]:port`), the host in lower case and without brackets. */
export function splitAddress(address: string): { readonly host: string; readonly port?: number } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(address);
  // More than one colon without brackets is a bare IPv6 address.
  if (match === null) return { host: address.toLowerCase() };
  const [, ipv6, name, port] = match;
  const host = (ipv6 ?? name ?? '').toLowerCase();
  return port === undefined ? { host } : { host, port: Number(port) };
}

/** Whether what is sent to this host never leaves the machine: 127/8, `::1` (mapped addresses, too) and `localhost`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (isIP(name) === 4) return name.startsWith('127.');
  if (isIP(name) !== 6) return false;
  return canonicalIpv6(name) === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:/.test(canonicalIpv6(name));
}

// The URL parser knows every spelling of an IPv6 address.
function canonicalIpv6(address: string): string {
  try {
    return new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname;
  } catch {
    return address;
  }
}
