import { DEFAULT_ADDRESS, hideSecrets, judgeProblems, resolvePolicy } from '@handrail/common/host';
import type { ConnectionOptions } from '@temporalio/client';
import type { EffectivePolicy } from '@handrail/common';
import { misspeltConnectionOptions } from './option-tables';
import { secretsOf } from './translate-connection-error';

/**
 * Checks the names of a connection's options.
 *
 * @param policy the plugin's; a connection by itself has none, and is judged by the default
 * @throws HandrailError HR2012 for a misspelt one
 */
export function checkConnectionOptions(options: ConnectionOptions | undefined, policy?: EffectivePolicy): void {
  const problems = misspeltConnectionOptions(connectionSubject(options), options);
  if (problems.length === 0) return;
  judgeProblems(problems, policy ?? resolvePolicy());
}

/** How messages name a connection. */
export function connectionSubject(options: ConnectionOptions = {}): string {
  return `The connection to ${hideSecrets(String(options.address ?? DEFAULT_ADDRESS), secretsOf(options))}`;
}
