import { APPLIED } from '@handrail/common/guards';
import {
  apiKeyFaults,
  DEFAULT_ADDRESS,
  headerFaults,
  hideSecrets,
  judgeProblems,
  mirrorClass,
  noteAddress,
  noOptions,
  noteDroppedOptions,
  tlsFaults,
  showValue,
} from '@handrail/common/host';
import { HR4005, type Problem } from '@handrail/errors';
import * as sdk from '@temporalio/worker';
import { explainClose } from './internal/out-of-turn';
import { firstHandrail } from './internal/plugin-list';
import { translateConnectionError } from './internal/translate-connection-error';
import { misspeltConnectionOptions } from './internal/worker-option-names';

/** The SDK's `NativeConnection`, whose failures to connect say why (HR5007, HR4006). Class and identity are the SDK's. */
export type NativeConnection = sdk.NativeConnection;
export const NativeConnection = mirrorClass(sdk.NativeConnection, { connect, create: connect });

async function connect(
  this: typeof sdk.NativeConnection,
  options?: sdk.NativeConnectionOptions,
): Promise<sdk.NativeConnection> {
  const other = noOptions('The connection', options, `pass { address: ${hideSecrets(showValue(options))} }`);
  judgeProblems(other);
  const address = options?.address ?? DEFAULT_ADDRESS;
  const subject = `The connection to ${hideSecrets(String(address))}`;
  const problems = [...misspeltConnectionOptions(subject, options), ...badSettings(options ?? {})];
  if (problems.length > 0) judgeProblems(problems, firstHandrail(options?.plugins)?.[APPLIED]);
  try {
    const connection = await sdk.NativeConnection.connect.call(this, options && { ...options });
    noteAddress(connection, address);
    noteDroppedOptions(connection, options);
    const close = connection.close.bind(connection);
    connection.close = () => explainClose(close);
    return connection;
  } catch (error) {
    throw translateConnectionError(error, address, {}, { tls: options?.tls });
  }
}

/** What of an API key, of headers and of `tls` no call can send, or counts as another value (HR4005). */
function badSettings({ apiKey, metadata, tls }: sdk.NativeConnectionOptions): Problem[] {
  const key: unknown = apiKey;
  const faults = [
    ...(typeof key === 'function'
      ? [{ source: 'apiKey', reason: IS_FUNCTION }]
      : apiKeyFaults(key ?? undefined, 'apiKey')),
    ...headerFaults(metadata),
    ...tlsFaults(tls),
  ];
  return faults.length === 0 ? [] : [HR4005.problem({ faults })];
}

const IS_FUNCTION =
  'is a function, which the Connection of a client takes and a NativeConnection does not: pass the key itself, and a later one by setApiKey()';
