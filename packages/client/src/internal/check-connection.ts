import {
  apiKeyFaults,
  badValue,
  DEFAULT_ADDRESS,
  durationProblems,
  headerFaults,
  hideSecrets,
  judgeProblems,
  noOptions,
  type SettingFault,
  showValue,
  tlsFaults,
} from '@handrail/common/host';
import { HR4005, type Problem } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import type { EffectivePolicy } from '@handrail/common';
import { misspeltConnectionOptions } from './option-tables';
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
      ? [
          ...misspeltConnectionOptions(connectionSubject(options), options),
          ...badHeaders(options ?? {}),
          ...badSettings(options ?? {}, connectionSubject(options)),
          ...(options?.connectTimeout == null
            ? []
            : durationProblems(connectionSubject(options), 'connectTimeout', options.connectTimeout)),
        ]
      : noOptions('The connection', options, `pass { address: ${hideSecrets(showValue(options))} }`);
  judgeProblems(problems, policy);
}

/** What of an API key and of other headers no call can send (HR4005). */
export function badHeaders({ apiKey, metadata }: Pick<ConnectionOptions, 'apiKey' | 'metadata'> = {}): Problem[] {
  return toProblems([...apiKeyFaults(apiKey ?? undefined, 'apiKey'), ...headerFaults(metadata)]);
}

/** What of other options the SDK would take for another, or fail on in the middle of a call. */
function badSettings({ address, apiKey, interceptors, tls }: ConnectionOptions, subject: string): Problem[] {
  const given: { readonly address: unknown; readonly interceptors: unknown } = { address, interceptors };
  // With an empty one the SDK turns TLS on as with any other.
  const isEmpty = apiKey === '' && tls !== false;
  return [
    ...toProblems([
      ...tlsFaults(tls),
      ...(isEmpty
        ? [{ source: 'apiKey', reason: 'is empty, and turns TLS on: leave it out where there is none' }]
        : []),
    ]),
    ...(given.address == null || typeof given.address === 'string'
      ? []
      : [badValue(subject, 'address', given.address, "is no text: pass host and port, 'localhost:7233'")]),
    ...(given.interceptors == null || Array.isArray(given.interceptors)
      ? []
      : [badValue(subject, 'interceptors', given.interceptors, OF_GRPC)]),
  ];
}

const OF_GRPC =
  'is not a list: a connection takes interceptors of gRPC, and new Client({ connection, interceptors: { workflow: [ … ] } }) those of workflows';

function toProblems(faults: readonly SettingFault[]): Problem[] {
  return faults.length === 0 ? [] : [HR4005.problem({ faults })];
}

/** How messages name a connection. */
export function connectionSubject(options: ConnectionOptions = {}): string {
  return `The connection to ${hideSecrets(String(options.address ?? DEFAULT_ADDRESS), secretsOf(options))}`;
}
