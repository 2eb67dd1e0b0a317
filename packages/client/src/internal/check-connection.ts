import { DEFAULT_ADDRESS, hideSecrets, judgeProblems, noOptions, showValue } from '@handrail/common/host';
import { HR4005, type Problem } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import type { EffectivePolicy } from '@handrail/common';
import { misspeltConnectionOptions } from './option-tables';
import { headerFaults } from './header-value';
import { apiKeyFaults } from './setting-faults';
import { secretsOf } from './translate-connection-error';

/**
 * Checks the names of a connection's options, and the values that the SDK would take for others or fail on only later.
 *
 * @param policy the plugin's; a connection by itself has none, and is judged by the default
 * @throws HandrailError HR2012 for a misspelt one, HR2014 for a text in place of the options, HR4005 for an API key that is none
 */
export function checkConnectionOptions(options: ConnectionOptions | undefined, policy?: EffectivePolicy): void {
  const problems =
    typeof options === 'object' || options === undefined
      ? [...misspeltConnectionOptions(connectionSubject(options), options), ...badHeaders(options)]
      : noOptions('The connection', options, `pass { address: ${hideSecrets(showValue(options))} }`);
  judgeProblems(problems, policy);
}

/** What of an API key and of other headers no call can send (HR4005). */
export function badHeaders({ apiKey, metadata }: Pick<ConnectionOptions, 'apiKey' | 'metadata'> = {}): Problem[] {
  const faults = [...apiKeyFaults(apiKey ?? undefined, 'apiKey'), ...headerFaults(metadata)];
  return faults.length === 0 ? [] : [HR4005.problem({ faults })];
}

/** How messages name a connection. */
export function connectionSubject(options: ConnectionOptions = {}): string {
  return `The connection to ${hideSecrets(String(options.address ?? DEFAULT_ADDRESS), secretsOf(options))}`;
}
