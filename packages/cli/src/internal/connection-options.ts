import { codeOf, HR4004, HR9016 } from '@handrail/errors';
import { systemErrorReason } from '@handrail/common/host';
import { readFile } from 'node:fs/promises';
import type { Client, Connection } from '@temporalio/client';
import type { CommandOption } from '../command';
import { loadClient } from './load';

/** The values of {@link CONNECTION_OPTIONS}. */
export interface ConnectionFlags {
  readonly address?: string;
  readonly namespace?: string;
  readonly apiKey?: string;
  readonly tls?: boolean;
  readonly tlsCertPath?: string;
  readonly tlsKeyPath?: string;
  readonly tlsCaPath?: string;
  readonly tlsServerName?: string;
  readonly grpcMeta?: readonly string[];
  readonly plainText?: string;
  readonly profile?: string;
  readonly configFile?: string;
}

/** How every command that needs a server is told where it is: as with Temporal's own CLI. */
export const CONNECTION_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--address <host:port>',
    description: 'the server',
    defaultDescription: 'TEMPORAL_ADDRESS, else localhost:7233',
  },
  {
    flags: '-n, --namespace <name>',
    description: 'the namespace',
    defaultDescription: 'TEMPORAL_NAMESPACE, else default',
  },
  { flags: '--api-key <key>', description: 'API key', defaultDescription: 'TEMPORAL_API_KEY' },
  { flags: '--tls', description: 'use TLS', defaultDescription: 'TEMPORAL_TLS' },
  { flags: '--tls-cert-path <file>', description: 'client certificate' },
  { flags: '--tls-key-path <file>', description: 'key of the client certificate' },
  { flags: '--tls-ca-path <file>', description: "certificate of the authority that signed the server's" },
  { flags: '--tls-server-name <name>', description: "name that the server's certificate is for" },
  { flags: '--grpc-meta <key=value...>', description: 'headers for every call' },
  { flags: '--plain-text <reason>', description: 'why no TLS is needed to a server on another machine' },
  {
    flags: '--profile <name>',
    description: 'profile of the configuration file',
    defaultDescription: 'TEMPORAL_PROFILE, else default',
  },
  { flags: '--config-file <file>', description: 'configuration file', defaultDescription: 'TEMPORAL_CONFIG_FILE' },
];

/** A client, and what closes its connection. */
export interface OpenClient {
  readonly client: Client;
  close(): Promise<void>;
}

type ConnectionOptions = NonNullable<Parameters<(typeof Connection)['lazy']>[0]>;

/** Connects as flags, environment and configuration file say. */
export async function openClient(flags: ConnectionFlags, command: string): Promise<OpenClient> {
  const { connect } = loadClient();
  const client = await connect({
    connection: await connectionOptions(flags, command),
    namespace: flags.namespace,
    profile: flags.profile,
    configFile: flags.configFile,
    ...(flags.plainText !== undefined && { waive: { HR4003: flags.plainText } }),
  });
  return { client, close: () => client.connection.close() };
}

/** The same, for a command that has its own words for a namespace that does not exist. */
export async function openClientAnywhere(flags: ConnectionFlags, command: string): Promise<OpenClient> {
  try {
    return await openClient(flags, command);
  } catch (error) {
    if (codeOf(error) !== HR4004.code) throw error;
  }
  const { Client, Connection, loadConnectionSettings } = loadClient();
  const settings = await loadConnectionSettings({ profile: flags.profile, configFile: flags.configFile });
  const connection = Connection.lazy({ ...settings.connectionOptions, ...(await connectionOptions(flags, command)) });
  const namespace = await namespaceOf(flags, settings);
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}

/** The namespace that a client would have, without connecting; of settings that are read already, where they are. */
export async function namespaceOf(
  { namespace, profile, configFile }: ConnectionFlags,
  settings?: { readonly namespace?: string | undefined },
): Promise<string> {
  if (namespace !== undefined) return namespace;
  const { namespace: set } = settings ?? (await loadClient().loadConnectionSettings({ profile, configFile }));
  return set ?? 'default';
}

async function connectionOptions(flags: ConnectionFlags, command: string): Promise<ConnectionOptions> {
  const { address, apiKey, tls, tlsCertPath, tlsKeyPath, tlsCaPath, tlsServerName, grpcMeta } = flags;
  if ((tlsCertPath === undefined) !== (tlsKeyPath === undefined)) {
    throw HR9016.error({ problem: '--tls-cert-path and --tls-key-path are given together or not at all', command });
  }
  const read = (path: string, flag: string) => readPem(path, flag, command);
  const details = {
    ...(tlsServerName !== undefined && { serverNameOverride: tlsServerName }),
    ...(tlsCaPath !== undefined && { serverRootCACertificate: await read(tlsCaPath, '--tls-ca-path') }),
    ...(tlsCertPath !== undefined &&
      tlsKeyPath !== undefined && {
        clientCertPair: {
          crt: await read(tlsCertPath, '--tls-cert-path'),
          key: await read(tlsKeyPath, '--tls-key-path'),
        },
      }),
  };
  const hasDetails = Object.keys(details).length > 0;
  return {
    ...(address !== undefined && { address }),
    ...(apiKey !== undefined && { apiKey }),
    ...(hasDetails ? { tls: details } : tls === true && { tls: true }),
    ...(grpcMeta !== undefined && { metadata: metadata(grpcMeta, command) }),
  };
}

async function readPem(path: string, flag: string, command: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw HR9016.error(
      { problem: `${flag} ${path} cannot be read (${systemErrorReason(error)})`, command },
      { cause: error },
    );
  }
}

function metadata(pairs: readonly string[], command: string): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair, index) => {
      const at = pair.indexOf('=');
      // The value may be a secret.
      if (at < 1)
        throw HR9016.error({ problem: `--grpc-meta number ${index + 1} is not of the form key=value`, command });
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
