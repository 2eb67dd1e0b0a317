import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import type { Import } from './module-code.js';
import type { ImportTarget } from './interpret/loaded-module.js';
import { isDatePackage } from './sandbox/date-packages.js';
import { isNetworkPackage, isSandboxPackage, needsNode } from './sandbox/packages.js';
import { aliasTargets } from './tsconfig-paths.js';
import { unbuiltSource } from './unbuilt.js';

// As in the SDK's bundler (worker/src/workflow/bundler.ts).
const REPLACED = new Set(['assert', 'url', 'util']);
const REFUSED_PACKAGES = new Set([
  '@temporalio/activity',
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/common/lib/internal-non-workflow',
  '@temporalio/interceptors-opentelemetry/lib/client',
  '@temporalio/interceptors-opentelemetry/lib/worker',
  '@temporalio/interceptors-opentelemetry-v2/lib/client',
  '@temporalio/interceptors-opentelemetry-v2/lib/worker',
  '@temporalio/testing',
  '@temporalio/core-bridge',
]);
// Handrail's mirrors import the SDK's package of the same name first of all.
const REFUSED_MIRRORS =
  /^@handrail\/(?:activity|client|worker|testing|operations)(?:\/|$)|^@handrail\/common\/host(?:\/|$)/;
const BUILTIN = new Set(
  builtinModules.filter((name) => !REPLACED.has(name) && !name.startsWith('_') && !name.startsWith('node:')),
);

const SHARED = {
  extensions: ['.ts', '.js'],
  extensionAlias: { '.js': ['.ts', '.js'] },
  mainFields: ['browser', 'module', 'main'],
  aliasFields: ['browser'],
  tsconfig: 'auto',
  nodePath: false,
} as const;

/** What the bundler is told to leave out. */
export interface IgnoredModules {
  /** Names of modules, with all that is below them. */
  readonly names: ReadonlySet<string>;
  /** Paths of files, or of folders. */
  readonly files: ReadonlySet<string>;
}

const NOTHING_IGNORED: IgnoredModules = { names: new Set(), files: new Set() };

const BUNDLER_CONDITIONS = ['webpack', 'development', 'browser'];

/** Finds what an import leads to, as the SDK's bundler does. */
export class Resolver {
  readonly #import = new ResolverFactory({
    ...SHARED,
    ...copies(),
    conditionNames: ['import', 'module', ...BUNDLER_CONDITIONS],
  });
  readonly #require = this.#import.cloneWithOptions({
    ...SHARED,
    ...copies(),
    conditionNames: ['require', 'module', ...BUNDLER_CONDITIONS],
  });
  // What a broken tsconfig keeps the others from finding.
  readonly #plain = new ResolverFactory({
    ...SHARED,
    ...copies(),
    tsconfig: undefined,
    conditionNames: ['import', 'module', ...BUNDLER_CONDITIONS],
  });

  /** @param ignored what the bundler is told to leave out; asked only where it matters */
  constructor(readonly ignored: () => IgnoredModules = () => NOTHING_IGNORED) {}

  /** Where the import of a file leads. */
  resolve(file: string, { request, kind, isIgnored }: Import): ImportTarget {
    if (isIgnored || request === '') return { kind: 'nothing' };
    const refused = this.#refusal(request);
    if (refused !== undefined) return refused;
    if (isSandboxPackage(request)) return { kind: 'sdk', name: packageNameOf(request) };
    if (isBelow(request, REPLACED)) return { kind: 'replaced', name: request.replace(/\/$/, '') };
    const found = this.#find(file, request, kind === 'require' || kind === 'resolve');
    if (request.startsWith('.')) return found ?? { kind: 'nothing' };
    const name = packageNameOf(request);
    if (isBelow(request, this.ignored().names)) return { kind: 'nothing' };
    if (isDatePackage(request)) return { kind: 'package', name: request };
    if (isNetworkPackage(name))
      return { kind: 'package', name, path: found?.kind === 'module' ? found.path : undefined };
    // Where its source is not there, its name has to do.
    return found ?? (needsNode(name) ? { kind: 'refused', name: request, why: 'package' } : { kind: 'nothing' });
  }

  #refusal(request: string): ImportTarget | undefined {
    const why = refusalOf(request);
    if (why === undefined) return undefined;
    const isIgnored = isBelow(request.replace(/^node:/, ''), this.ignored().names);
    return isIgnored ? { kind: 'nothing' } : { kind: 'refused', name: request, why };
  }

  #find(file: string, request: string, isRequire: boolean): ImportTarget | undefined {
    const path = this.#pathOf(file, request, isRequire);
    if (path === undefined) return tsxOnly(file, request);
    const clean = path.replace(/\?.*$/, '');
    if (isBelow(clean, this.ignored().files)) return { kind: 'nothing' };
    return /\.(?:[cm]?[jt]s|tsx|jsx|json)$/.test(clean) && !/\.d\.[cm]?ts$/.test(clean)
      ? { kind: 'module', path: clean }
      : { kind: 'nothing' };
  }

  // Files of one folder import much the same.
  #pathOf(file: string, request: string, isRequire: boolean): string | undefined {
    const key = `${isRequire} ${dirname(file)} ${request}`;
    if (this.#found.has(key)) return this.#found.get(key);
    const resolver = isRequire ? this.#require : this.#import;
    const path =
      attempt(() => resolver.resolveFileSync(file, request).path) ??
      attempt(() => this.#plain.sync(dirname(file), request).path) ??
      this.#aliased(file, request) ??
      (request.startsWith('.') ? undefined : attempt(() => unbuiltSource(file, request, packageNameOf(request))));
    // A file beside this one may come at any time, and is looked for at little cost.
    if (path !== undefined || !request.startsWith('.')) this.#found.set(key, path);
    return path;
  }

  readonly #found = new Map<string, string | undefined>();

  #aliased(file: string, request: string): string | undefined {
    if (request.startsWith('.')) return undefined;
    for (const target of aliasTargets(file, request)) {
      const path = attempt(() => this.#plain.sync(dirname(file), target).path);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  /** The file of a package, or of an alias, that something outside of the bundle names. */
  resolveModule(file: string, request: string): string | undefined {
    return attempt(() => this.#require.resolveFileSync(file, request).path)?.replace(/\?.*$/, '');
  }

  /** Forgets what was found in folders that may have changed. */
  clear(): void {
    this.#found.clear();
    this.#import.clearCache();
    this.#require.clearCache();
    this.#plain.clearCache();
  }
}

function refusalOf(request: string): 'scheme' | 'builtin' | 'sdk' | undefined {
  if (request.startsWith('.')) return undefined;
  if (request.startsWith('node:')) return 'scheme';
  if (isBelow(request, BUILTIN)) return 'builtin';
  return isBelow(request, REFUSED_PACKAGES) || REFUSED_MIRRORS.test(request) ? 'sdk' : undefined;
}

function copies() {
  return {
    extensions: [...SHARED.extensions],
    extensionAlias: { '.js': [...SHARED.extensionAlias['.js']] },
    mainFields: [...SHARED.mainFields],
    aliasFields: [...SHARED.aliasFields],
  };
}

// As the SDK matches: the module itself, or anything below it.
function isBelow(request: string, modules: ReadonlySet<string>): boolean {
  for (let end = request.length; end > 0; end = request.lastIndexOf('/', end - 1))
    if (modules.has(request.slice(0, end))) return true;
  return false;
}

/** `@scope/name` or `name` of a request. */
export function packageNameOf(request: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(request)?.[0] ?? request;
}

// A React component or the like: the bundler looks for .ts and .js only.
function tsxOnly(file: string, request: string): ImportTarget | undefined {
  if (!request.startsWith('.')) return undefined;
  const base = `${dirname(file)}/${request.replace(/\.jsx?$/, '')}`;
  return existsSync(`${base}.tsx`) ? { kind: 'refused', name: `${request}.tsx`, why: 'extension' } : undefined;
}

function attempt<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
