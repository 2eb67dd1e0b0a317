import {
  apiKeyFaults,
  hideSecrets,
  nearestName,
  type SettingFault,
  showValue,
  systemErrorReason,
} from '@handrail/common/host';
import type { ClientConfigProfile, LoadClientProfileOptions } from '@temporalio/envconfig';
import { readFileSync } from 'node:fs';
import { typeInWords } from './type-in-words';
import type { SettingSources } from './setting-sources';

const BOOLEANS = ['true', 'false', '1', '0'];

/** What is wrong with the variables that the SDK's reader would take for something else. */
export function variableFaults(sources: SettingSources): SettingFault[] {
  const tls = sources.variable('TEMPORAL_TLS');
  return tls === undefined || BOOLEANS.includes(tls)
    ? []
    : [{ source: 'TEMPORAL_TLS', reason: `is ${showValue(tls)}, which is neither true nor false` }];
}

/** What is wrong with a profile after it was read. */
export function profileFaults(profile: ClientConfigProfile, sources: SettingSources): SettingFault[] {
  const { address, namespace, apiKey, tls } = profile;
  return [
    ...textFault(address, sources.of('TEMPORAL_ADDRESS', 'address')),
    ...textFault(namespace, sources.of('TEMPORAL_NAMESPACE', 'namespace')),
    ...apiKeyFaults(apiKey, sources.of('TEMPORAL_API_KEY', 'api_key')),
    ...(tls === undefined || tls.disabled === true ? [] : tlsFaults(tls, sources)),
  ];
}

/** Why a profile could not be read at all. */
export function loadFault(error: unknown, sources: SettingSources): SettingFault {
  const { code, line, column, message } = error as NodeJS.ErrnoException & { line?: unknown; column?: unknown };
  if (code !== undefined) {
    const file = `the file ${sources.fileName}`;
    return { source: sources.fileSource, reason: `names ${file}, which cannot be read: ${systemErrorReason(error)}` };
  }
  // The parser's own message quotes the lines around, and an API key may be one of them.
  if (typeof line === 'number') {
    return { source: sources.fileName, reason: `is not TOML (line ${line}, column ${String(column)})` };
  }
  if (sources.profile !== undefined && (error instanceof TypeError || /^Profile '/.test(message))) {
    const named = `names the profile ${showValue(sources.profile)}`;
    return { source: sources.profileSource, reason: `${named}, which ${sources.fileName} does not have` };
  }
  const both = /^Cannot specify both (\w+)_path and/.exec(message)?.[1];
  if (both !== undefined) {
    return { source: `tls of ${sources.profileName}`, reason: `has both ${both}_path and ${both}_data` };
  }
  return { source: sources.profileName, reason: `cannot be read: ${hideSecrets(message.split('\n', 1)[0] ?? '')}` };
}

const KEYS = {
  profile: ['address', 'namespace', 'api_key', 'tls', 'codec', 'grpc_meta'],
  tls: [
    'disabled',
    'server_name',
    'client_cert_path',
    'client_cert_data',
    'client_key_path',
    'client_key_data',
    'server_ca_cert_path',
    'server_ca_cert_data',
    'disable_host_verification',
  ],
};

/**
 * Keys of the profile that are near misses of known ones; the reader drops what it does not know. Others may be of a newer
 * version.
 */
export function misspeltKeys(
  { loadClientConfig }: typeof import('@temporalio/envconfig'),
  { configSource, overrideEnvVars = {} }: LoadClientProfileOptions,
  sources: SettingSources,
): SettingFault[] {
  try {
    loadClientConfig({ ...(configSource && { configSource }), overrideEnvVars, configFileStrict: true });
    return [];
  } catch (error) {
    const match = /unrecognized in profile\.(.+?)(\.tls)?: (.*)$/.exec((error as Error).message);
    if (match === null || match[1] !== (sources.profile ?? 'default')) return [];
    const [, , section, keys = ''] = match;
    const known = section === undefined ? KEYS.profile : KEYS.tls;
    return keys.split(', ').flatMap((key) => {
      const meant = known.includes(key) ? undefined : nearestName(key, known);
      if (meant === undefined) return [];
      return [{ source: `${key} of ${sources.profileName}`, reason: `is no setting (did you mean ${meant}?)` }];
    });
  }
}

type Tls = NonNullable<ClientConfigProfile['tls']>;

const FILES = [
  ['serverCACert', 'TEMPORAL_TLS_SERVER_CA_CERT_PATH', 'tls.server_ca_cert_path'],
  ['clientCert', 'TEMPORAL_TLS_CLIENT_CERT_PATH', 'tls.client_cert_path'],
  ['clientKey', 'TEMPORAL_TLS_CLIENT_KEY_PATH', 'tls.client_key_path'],
] as const;

function tlsFaults(tls: Tls, sources: SettingSources): SettingFault[] {
  return [
    ...FILES.flatMap(([name, variable, field]) => {
      const data = tls[name];
      return data !== undefined && 'path' in data ? fileFault(data.path, sources.of(variable, field)) : [];
    }),
    ...textFault(tls.serverName, sources.of('TEMPORAL_TLS_SERVER_NAME', 'tls.server_name')),
    ...pairFault(tls, sources),
  ];
}

// The reader would go on without a client certificate at all.
function pairFault({ clientCert, clientKey }: Tls, sources: SettingSources): SettingFault[] {
  if ((clientCert === undefined) === (clientKey === undefined)) return [];
  const [given, missing] = clientCert === undefined ? ['key', 'certificate'] : ['certificate', 'key'];
  return [{ source: `tls of ${sources.profileName}`, reason: `has a client ${given} without a client ${missing}` }];
}

function fileFault(path: string, source: string): SettingFault[] {
  try {
    readFileSync(path);
    return [];
  } catch (error) {
    return [{ source, reason: `names the file ${path}, which cannot be read: ${systemErrorReason(error)}` }];
  }
}

function textFault(value: unknown, source: string): SettingFault[] {
  return value === undefined || typeof value === 'string'
    ? []
    : [{ source, reason: `is no text but ${typeInWords(value)}` }];
}
