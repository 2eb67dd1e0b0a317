import type { Links } from '@handrail/errors';
import type { EffectivePolicy } from '../effective-policy';
import { uiAddress } from './ui-address';

/** Where the SDK connects to when nothing is said. */
export const DEFAULT_ADDRESS = 'localhost:7233';

const ADDRESS = Symbol.for('handrail.address');

/** Notes the address on a connection that does not tell it (the SDK's `NativeConnection`). */
export function noteAddress(connection: object, address: string): void {
  Object.defineProperty(connection, ADDRESS, { value: address, configurable: true });
}

/** The server's address of a connection: undefined where it cannot be known, the default where there is no connection. */
export function addressOf(connection: unknown): string | undefined {
  if (connection === undefined || connection === null) return DEFAULT_ADDRESS;
  const { options, [ADDRESS]: noted } = connection as { options?: { address?: unknown }; [ADDRESS]?: unknown };
  const address = noted ?? options?.address;
  return typeof address === 'string' ? address : undefined;
}

/** The links for errors about one server: a Temporal UI is only linked to where one is known to be. */
export function linksFor({ links, testEnvironment }: EffectivePolicy, address: string | undefined): Links {
  const ui = uiAddress(address, links.ui);
  // The server of a test environment has no UI unless somebody asked for it, and then they know its address.
  return { ...links, ui: testEnvironment && ui !== links.ui ? undefined : ui };
}
