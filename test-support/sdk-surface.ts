import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createSurfaceProgram } from '../scripts/tools/surface-program.mjs';

/** What `sdk-surface.ts` says of one export. */
type SurfaceEntry =
  | 'passthrough'
  | { readonly passthrough: true; readonly since: string }
  | { readonly override: string; readonly because: string; readonly since?: string }
  | { readonly blocked: string; readonly since?: string; readonly until?: string };

interface SdkSurface {
  readonly package: `@temporalio/${string}`;
  readonly values: Readonly<Record<string, SurfaceEntry>>;
  readonly types: Readonly<Record<string, SurfaceEntry>>;
}

/** A release of the SDK to compare with, and where it is found. */
const releases = [
  { version: '1.22.0', scope: '@sdk-1.22', from: '../compatibility/package.json' },
  { version: '1.23.0', scope: '@sdk-1.23', from: '../compatibility/package.json' },
  { version: '1.24.0', scope: '@temporalio', from: '../package.json' },
] as const;

const NEWEST = '1.24.0';

// Reading a package's declarations takes the compiler seconds.
const COMPILING = 60_000;

/**
 * The laws that each mirror keeps: its `sdk-surface.ts` lists what the SDK exports, no more and no less, in every supported
 * release, and its index does what the list says.
 *
 * @param mirror - the mirror's exports, loaded
 * @param indexFile - address of the mirror's `src/index.ts`, whose types are read
 */
export function itMirrorsTheSdk(surface: SdkSurface, mirror: object, indexFile: URL): void {
  const entries = Object.entries({ ...surface.values, ...surface.types });
  const shortName = surface.package.slice('@temporalio/'.length);

  it.each(releases)(
    'lists every export of the SDK ($version), and only what it exports',
    ({ version, scope, from }) => {
      const declarations = createRequire(new URL(from, import.meta.url))
        .resolve(`${scope}/${shortName}`)
        .replace(/\.js$/, '.d.ts');
      const listed = Object.entries({ ...surface.values, ...surface.types }).flatMap(([name, entry]) =>
        exists(entry, version) ? [name] : [],
      );
      const because = `Correct packages/${shortName}/src/sdk-surface.ts, then run pnpm generate.`;
      expect(listed.sort(), because).toEqual(exportedNames(declarations).sort());
    },
    COMPILING,
  );

  it('lists as values what exists at run time, and passes on the very same value unless it says otherwise', () => {
    const require = createRequire(new URL('../package.json', import.meta.url));
    const sdk = require(surface.package) as Record<string, unknown>;
    const listed = Object.entries(surface.values).filter(([, entry]) => exists(entry, NEWEST));
    expect(listed.map(([name]) => name).sort()).toEqual(Object.keys(sdk).sort());
    for (const [name, entry] of listed) {
      const value = (mirror as Record<string, unknown>)[name];
      if (isBlocked(entry)) expect(mirror, `${name} is blocked`).not.toHaveProperty(name);
      else if (isOverride(entry)) expect(typeof value, `${name} from ${entry.override}`).toBe(typeof sdk[name]);
      else expect(value, `${name} must be the SDK's own`).toBe(sdk[name]);
    }
  });

  it(
    'exports each name to the compiler, too',
    () => {
      const names = exportedNames(fileURLToPath(indexFile));
      const missing = entries.flatMap(([name, entry]) => (!isBlocked(entry) && !names.includes(name) ? [name] : []));
      expect(missing).toEqual([]);
    },
    COMPILING,
  );

  it('gives a reason for whatever it overrides or blocks', () => {
    for (const [name, entry] of entries) {
      if (isOverride(entry)) expect(entry.because, name).toMatch(/\w+ \w+/);
      if (isBlocked(entry)) expect(entry.blocked, name).toMatch(/\w+ \w+/);
    }
  });
}

function exists(entry: SurfaceEntry, version: string): boolean {
  if (entry === 'passthrough') return true;
  if (entry.since !== undefined && isOlder(version, entry.since)) return false;
  return !(isBlocked(entry) && entry.until !== undefined && !isOlder(version, entry.until));
}

function isOverride(entry: SurfaceEntry): entry is Extract<SurfaceEntry, { override: string }> {
  return typeof entry === 'object' && 'override' in entry;
}

function isBlocked(entry: SurfaceEntry): entry is Extract<SurfaceEntry, { blocked: string }> {
  return typeof entry === 'object' && 'blocked' in entry;
}

function isOlder(left: string, right: string): boolean {
  return left.localeCompare(right, 'en', { numeric: true }) < 0;
}

/** The names that a module exports, values and types alike, as the compiler sees them. */
function exportedNames(file: string): string[] {
  const program = createSurfaceProgram([file]);
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const symbol = source && checker.getSymbolAtLocation(source);
  if (symbol === undefined) throw new Error(`${file} is not a module that can be read.`);
  return checker.getExportsOfModule(symbol).map(({ name }) => name);
}
