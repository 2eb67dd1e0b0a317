import { HandrailError, HR4010, HR4011, HR4012, type Problem } from '@handrail/errors';

/** The SDK releases that Handrail is tested with; the upper bound is not among them. */
export const SUPPORTED_SDK = { from: [1, 22], below: [1, 25], text: '1.22 to 1.24' } as const;

/** The oldest Node.js that Handrail runs on. */
export const SUPPORTED_NODE = { from: [20, 19], text: '20.19 or newer' } as const;

/** A package of the SDK as it is installed. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Relative to the working directory. */
  readonly path: string;
  /** Who loads it, as a message names them: `@handrail/client`, `the connection`. */
  readonly user: string;
}

/**
 * What is wrong with the versions in use: Node.js, each package by itself, and packages of different versions together.
 *
 * @param node as `process.versions.node`
 */
export function versionProblems(node: string, packages: readonly InstalledPackage[]): Problem[] {
  const unsupported = packages.filter(({ version }) => !isSupported(version));
  const versions = new Set(packages.map(({ version }) => version));
  return [
    ...(isAtLeast(node, SUPPORTED_NODE.from)
      ? []
      : [HR4011.problem({ version: node, supported: SUPPORTED_NODE.text })]),
    ...(unsupported.length === 0 ? [] : [HR4010.problem({ packages: unsupported, supported: SUPPORTED_SDK.text })]),
    ...(versions.size > 1 ? [HR4012.problem({ copies: onePerVersion(packages) })] : []),
  ];
}

/**
 * Refuses versions that Handrail cannot work with, before anything is sent.
 *
 * @throws HandrailError HR4010, HR4011 or HR4012, all that apply in one.
 */
export function requireSupportedVersions(packages: readonly InstalledPackage[]): void {
  const [first, ...others] = versionProblems(process.versions.node, packages);
  if (first !== undefined) throw new HandrailError([first, ...others]);
}

function isSupported(version: string): boolean {
  return isAtLeast(version, SUPPORTED_SDK.from) && !isAtLeast(version, SUPPORTED_SDK.below);
}

// Of a version only its first two numbers count; a prerelease of a version is taken for it.
function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.', 2).map((part) => Number.parseInt(part, 10));
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function onePerVersion(packages: readonly InstalledPackage[]): InstalledPackage[] {
  const byVersion = new Map<string, InstalledPackage>();
  for (const installed of packages) {
    if (!byVersion.has(installed.version)) byVersion.set(installed.version, installed);
  }
  return [...byVersion.values()];
}
