import { HR4006, type Problem } from '@handrail/errors';
import { isIPv6 } from 'node:net';
import { showValue } from '../show-value';
import { splitAddress } from './address';
import { hideSecrets } from './remove-secrets';

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

/** What stands in the place of the port of an address that is well-formed but for that. */
function wrongPort(address: string): string | undefined {
  const [, host = '', port] = /^(.+):([^:/@[\]?#\s]+)$/.exec(address) ?? [];
  return port !== undefined && !isAddress(address) && isAddress(host) ? port : undefined;
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

/** Whether an error is what both kinds of connection of the SDK throw for an address that is malformed. */
export function isMalformedAddressError(error: Error): boolean {
  return error.message.startsWith('Invalid address for Temporal gRPC endpoint');
}

const UNSET = /(?:^|\.)(undefined|null|NaN)(?=[.:]|$)|:(undefined|null|NaN)$/;

/**
 * Whether an address was put together of a value that is not there: `${process.env.HOST}:7233`. Asked of one that is malformed, or that
 * nobody knows.
 */
export function isUnsetAddress(address: string): boolean {
  return UNSET.test(address);
}

const CLOUD_UI = 'cloud.temporal.io';

/** HR4006 for an address that is malformed. A key that was put into it by mistake is not shown. */
export function malformedAddress(address: string, secrets: readonly string[] = []): Problem {
  const shown = hideSecrets(address, secrets);
  const suggestion = suggestAddress(shown);
  const [, label, port] = UNSET.exec(suggestion ?? shown) ?? [];
  const unset = label ?? port;
  const noPort = wrongPort(shown);
  const cloudUi = splitAddress(suggestion ?? shown).host === CLOUD_UI;
  return HR4006.problem({
    address: showValue(shown),
    ...(suggestion !== undefined && { suggestion: showValue(suggestion) }),
    ...(unset !== undefined && { unset }),
    ...(noPort !== undefined && { port: noPort }),
    ...(cloudUi && { cloudUi }),
  });
}
