import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type InstalledPackage, requireSupportedVersions } from './supported-versions';

/** Packages of the SDK as a package of ours loads them. */
export interface PackageUser {
  /** `@handrail/client` */
  readonly name: string;
  /** That package's own `require`, see {@link requireOf}. */
  readonly require: NodeJS.Require;
  /** `@temporalio/client`, … */
  readonly packages: readonly string[];
}

/**
 * The `require` of a package of ours, given its `__filename`. A process that was bundled finds what is installed beside its
 * bundle: what webpack makes of the plain `require` finds nothing, and a bundle that is an ES module has no `__filename`.
 */
export function requireOf(file: () => string): NodeJS.Require {
  try {
    return createRequire(file());
  } catch {
    return createRequire(join(process.cwd(), 'index.js'));
  }
}

/** Reads name, version and place of the packages that a package of ours loads; what is not installed is left out. */
export function installedPackages({ name: user, require, packages }: PackageUser): InstalledPackage[] {
  return packages.flatMap((name) => {
    try {
      const manifest = require.resolve(`${name}/package.json`);
      const { version } = require(manifest) as { version: string };
      return [{ name, version, path: relative(process.cwd(), dirname(manifest)), user }];
    } catch {
      return [];
    }
  });
}

const checked = new Set<string>();

/**
 * Refuses unsupported versions of Node.js and of the SDK's packages that a package of ours loads. Looks once per process.
 *
 * @throws HandrailError HR4010, HR4011 or HR4012
 */
export function requireSupportedPackages(user: PackageUser): void {
  if (checked.has(user.name)) return;
  requireSupportedVersions(installedPackages(user));
  checked.add(user.name);
}

/**
 * The package that a foreign object comes from, where it is another copy of one that we load.
 *
 * A connection tells its SDK's version to the server as `client-version`, so it is in its options. Where its class was
 * loaded from is looked up among the loaded modules.
 */
export function packageOfConnection(connection: unknown): InstalledPackage | undefined {
  const { options, constructor } = (connection ?? {}) as {
    options?: { metadata?: Record<string, unknown> };
    constructor?: unknown;
  };
  if (options?.metadata?.['client-name'] !== 'temporal-typescript') return undefined;
  const version = options.metadata['client-version'];
  if (typeof version !== 'string') return undefined;
  const path = folderOfClass(constructor) ?? 'loaded from an unknown place';
  return { name: '@temporalio/client', version, path, user: 'the connection' };
}

function folderOfClass(constructor: unknown): string | undefined {
  for (const [file, module] of Object.entries(require.cache)) {
    if (!file.endsWith('connection.js')) continue;
    const folder = /^(.*[\\/]@temporalio[\\/]client)[\\/]lib[\\/]connection\.js$/.exec(file)?.[1];
    const exported = (module?.exports as { Connection?: unknown } | undefined)?.Connection;
    if (folder !== undefined && exported === constructor) return relative(process.cwd(), folder);
  }
  return undefined;
}

/**
 * Refuses a connection that another version of the SDK has made.
 *
 * @throws HandrailError HR4012 (and HR4010 where its version is not supported either)
 */
export function requireSameSdk(user: PackageUser, connection: unknown): void {
  const foreign = packageOfConnection(connection);
  if (foreign === undefined) return;
  const own = installedPackages({ ...user, packages: [foreign.name] });
  if (own.some(({ version }) => version !== foreign.version)) requireSupportedVersions([...own, foreign]);
}
