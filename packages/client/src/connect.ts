import type { EffectivePolicy } from '@handrail/common';
import {
  addressOf,
  apiKeyFaults,
  DEFAULT_ADDRESS,
  isAddress,
  judgeProblems,
  linksFor,
  malformedAddress,
  resolvePolicy,
  suggestAddress,
} from '@handrail/common/host';
import { type ErrorContext, HandrailError, HR4004, HR4005, type Problem } from '@handrail/errors';
import { type ConnectionOptions, Connection as SdkConnection } from '@temporalio/client';
import { Client, type ClientOptions } from './client';
import { loadConnectionSettings } from './connection-settings';
import { connectionSubject } from './internal/check-connection';
import { judgePlainText } from './internal/judge-plain-text';
import { noteTls } from './internal/explain-unreachable';
import { GRPC, grpcCause } from './internal/grpc-error';
import { lookUpsOf } from './internal/look-ups';
import { namespaceFacts } from './internal/namespace-facts';
import { misspeltConnectionOptions } from './internal/option-tables';
import { requireSupportedSdk } from './internal/sdk-packages';
import { secretsOf, translateConnectionError } from './internal/translate-connection-error';
import { withWatchedRetries } from './internal/watched-retries';
import { policyOfPlugins } from './internal/with-plugin';

/** What {@link connect} takes: the options of a `Client`, those of its connection, and where to look for the rest. */
export interface ConnectOptions extends Omit<ClientOptions, 'connection'> {
  /** Options of the connection; each one wins over environment and configuration file. */
  connection?: ConnectionOptions | undefined;
  /**
   * The profile of the configuration file.
   * @default TEMPORAL_PROFILE, else 'default'
   */
  profile?: string | undefined;
  /** @default TEMPORAL_CONFIG_FILE, else `temporalio/temporal.toml` in the user's configuration folder, if it is there */
  configFile?: string | undefined;
  /** `{ HR4003: 'the reason' }` allows plain text where the network itself is encrypted. */
  waive?: { readonly HR4003?: string } | undefined;
}

/**
 * Connects to the server that environment variables and configuration file name, as all Temporal tools do
 * (`TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, `TEMPORAL_TLS…`, `TEMPORAL_PROFILE`), and makes a client.
 * Server, credentials and namespace are checked before it returns. Close the connection when done.
 *
 * @example
 * ```ts
 * import { connect } from '@handrail/client';
 * import { policy } from './policy';
 * import { order } from './workflows';
 *
 * const client = await connect({ policy });
 * await client.workflow.start(order, { taskQueue: 'orders', workflowId: 'order-17', args: ['order-17'] });
 * await client.connection.close();
 * ```
 *
 * @throws HandrailError HR4001 and HR4020–HR4026 for a server that cannot be reached, HR4003 for secrets in plain text, HR4004 for a namespace
 * that does not exist, HR4005 and HR4006 for settings that are not valid; the SDK's `ServiceError` with HR4002 appended for
 * credentials that are not accepted. No error shows an API key.
 */
export async function connect(options: ConnectOptions = {}): Promise<Client> {
  const { connection: given = {}, profile, configFile, waive, ...clientOptions } = options;
  requireSupportedSdk();
  const policy = policyOf(clientOptions);
  const settings = await loadConnectionSettings({ profile, configFile });
  const connectionOptions = merge(settings.connectionOptions, given);
  const namespace = clientOptions.namespace ?? settings.namespace ?? 'default';
  const context = { links: linksFor(policy, addressOf({ options: connectionOptions })) };

  const problems = [
    ...misplacedOptions(clientOptions),
    ...misspeltConnectionOptions(connectionSubject(connectionOptions), given),
    ...formProblems(connectionOptions),
    ...judgePlainText(meant(connectionOptions), clientOptions.dataConverter, waive, policy),
  ];
  const [first, ...others] = problems;
  if (first !== undefined && problems.some(({ code }) => code.startsWith('HR4')))
    throw new HandrailError([first, ...others], context);
  judgeProblems(problems, { mode: policy.mode, links: context.links });

  const connection = await open(connectionOptions, namespace, context);
  return new Client({ ...clientOptions, connection, namespace });
}

// A `Connection` takes them one level up. Left out in silence, they would let the client connect to another server.
const CONNECTION_OPTIONS = ['address', 'apiKey', 'tls', 'metadata', 'credentials', 'callCredentials', 'connectTimeout'];

function misplacedOptions(options: object): Problem[] {
  const faults = CONNECTION_OPTIONS.filter((name) => name in options).map((name) => ({
    source: `the option ${name}`,
    reason: `is one of the connection: connect({ connection: { ${name} } })`,
  }));
  return faults.length === 0 ? [] : [HR4005.problem({ faults })];
}

function policyOf({ policy, plugins }: ClientOptions): EffectivePolicy {
  return (policy === undefined ? policyOfPlugins(plugins) : undefined) ?? resolvePolicy(policy);
}

function merge(settings: ConnectionOptions, given: ConnectionOptions): ConnectionOptions {
  const explicit = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const metadata = { ...settings.metadata, ...given.metadata };
  return { ...settings, ...explicit, ...(Object.keys(metadata).length > 0 && { metadata }) };
}

function formProblems(options: ConnectionOptions): Problem[] {
  const { address, apiKey } = options;
  const faults = apiKeyFaults(apiKey, 'the API key');
  const problems = faults.length === 0 ? [] : [HR4005.problem({ faults })];
  if (address === undefined || isAddress(address)) return problems;
  return [...problems, malformedAddress(address, secretsOf(options))];
}

// Where a malformed address would lead to is a guess, and it may hold a key.
function meant(options: ConnectionOptions): ConnectionOptions {
  const { address } = options;
  if (address === undefined || isAddress(address)) return options;
  return { ...options, address: suggestAddress(address) ?? DEFAULT_ADDRESS };
}

/** Opens a connection and looks the namespace up, or leaves nothing open. */
async function open(options: ConnectionOptions, namespace: string, context: ErrorContext): Promise<SdkConnection> {
  let connection: SdkConnection | undefined;
  try {
    connection = SdkConnection.lazy(withWatchedRetries(options));
    noteTls(connection, options);
    await connection.ensureConnected();
    await connection.workflowService.describeNamespace({ namespace });
    return connection;
  } catch (error) {
    const cause = grpcCause(error);
    // Who may start workflows need not have the right to look namespaces up.
    if (connection !== undefined && cause?.code === GRPC.PERMISSION_DENIED && error === cause) return connection;
    const explained =
      cause?.code === GRPC.NOT_FOUND
        ? await missingNamespace(error, connection, options, namespace, context)
        : await translateConnectionError(error, { options, context, namespace, connection });
    await connection?.close();
    throw explained;
  }
}

async function missingNamespace(
  cause: unknown,
  connection: SdkConnection | undefined,
  { address }: ConnectionOptions,
  namespace: string,
  context: ErrorContext,
): Promise<HandrailError> {
  const facts = await namespaceFacts(namespace, address, lookUpsOf(connection, namespace));
  return HR4004.error(facts, { ...context, cause });
}
