import type { ConnectionOptions } from '@temporalio/client';
import type { ClientConfigProfile, LoadClientProfileOptions } from '@temporalio/envconfig';
import { HR4005, HR4010 } from '@handrail/errors';
import { SUPPORTED_SDK, type SettingFault } from '@handrail/common/host';
import { type Environment, SettingSources } from './internal/setting-sources';
import { loadFault, misspeltKeys, profileFaults, variableFaults } from './internal/setting-faults';

/** Where {@link loadConnectionSettings} looks. */
export interface ConnectionSettingsOptions {
  /** @default TEMPORAL_PROFILE, else 'default' */
  readonly profile?: string | undefined;
  /** @default TEMPORAL_CONFIG_FILE, else `temporalio/temporal.toml` in the user's configuration folder, if it is there */
  readonly configFile?: string | undefined;
  /** @default process.env */
  readonly environment?: Environment | undefined;
}

/** What the environment and the configuration file say of a connection; it fits both kinds of connection of the SDK. */
export interface ConnectionSettings {
  readonly connectionOptions: Pick<ConnectionOptions, 'address' | 'tls' | 'metadata'> & { readonly apiKey?: string };
  readonly namespace?: string | undefined;
}

/**
 * Reads the connection settings that all Temporal tools share: `TEMPORAL_*` variables over a profile of the configuration
 * file, through `@temporalio/envconfig`. Stricter than that where a slip would connect to another server or without TLS.
 *
 * @throws HandrailError HR4005 that lists every fault with its variable, or its field and file; never a key.
 */
export async function loadConnectionSettings(options: ConnectionSettingsOptions = {}): Promise<ConnectionSettings> {
  const envconfig = requireEnvconfig();
  const sources = new SettingSources(options);
  const loading: LoadClientProfileOptions = {
    ...(sources.profile !== undefined && { profile: sources.profile }),
    ...(sources.file !== undefined && { configSource: { path: sources.file } }),
    overrideEnvVars: sources.variables(),
  };

  let profile: ClientConfigProfile = {};
  const faults: SettingFault[] = variableFaults(sources);
  try {
    profile = loadProfile(envconfig, loading, sources);
    faults.push(...profileFaults(profile, sources), ...misspeltKeys(envconfig, loading, sources));
  } catch (error) {
    faults.push(loadFault(error, sources));
  }
  if (faults.length > 0) throw HR4005.error({ faults });

  const { connectionOptions, namespace } = envconfig.toClientOptions(profile);
  return { connectionOptions: withoutUndefined(connectionOptions), namespace };
}

type Envconfig = typeof import('@temporalio/envconfig');

// Not on top: only connect() needs it, and a TOML parser comes with it.
function requireEnvconfig(): Envconfig {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would wake the loader of ES modules for it
    return require('@temporalio/envconfig') as Envconfig;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    const missing = { name: '@temporalio/envconfig', version: 'that is not installed', path: 'needed by connect()' };
    throw HR4010.error({ packages: [missing], supported: SUPPORTED_SDK.text }, { cause: error });
  }
}

// The SDK's reader fails on a file without any profile, as it is right after it was created.
function loadProfile(
  envconfig: Envconfig,
  loading: LoadClientProfileOptions,
  sources: SettingSources,
): ClientConfigProfile {
  sources.requireFile();
  try {
    return envconfig.loadClientConfigProfile(loading);
  } catch (error) {
    if (!(error instanceof TypeError) || loading.profile !== undefined) throw error;
    return envconfig.loadClientConfigProfile({ ...loading, disableFile: true });
  }
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
