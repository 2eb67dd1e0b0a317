import { isIPv6 } from 'node:net';

const NUMBER_OF_PORTS = 65_536;

/** Whether an address has the form that the SDK takes: `host`, `host:port`, `[ipv6]:port`. */
export function isAddress(address: string): boolean {
  const match = /^(?:\[([0-9a-f:.]+)\]|[^\s:/@[\]?#]+)(?::(\d+))?$/i.exec(address);
  if (match === null) return false;
  const [, ipv6, port] = match;
  return (
    (ipv6 === undefined || isIPv6(ipv6)) && (port === undefined || (Number(port) > 0 && Number(port) < NUMBER_OF_PORTS))
  );
}

/** The address that was most likely meant: without scheme, user name and path, an IPv6 address in brackets. */
export function suggestAddress(address: string): string | undefined {
  const bare = address
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/[/?#].*$/, '');
  const meant = isIPv6(bare) ? `[${bare}]` : bare;
  return meant !== address && isAddress(meant) ? meant : undefined;
}
