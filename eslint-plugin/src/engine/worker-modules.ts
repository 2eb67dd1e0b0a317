import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { manifestOf } from '../manifest.js';
import { realPath } from './modules.js';
import type { TellingFile } from './project-files.js';
import type { IgnoredModules } from './resolve.js';

/** What workers name, with the option that names it, and the packages of their workflows. */
export interface NamedModules {
  readonly of: readonly TellingFile[];
  readonly options: ReadonlyMap<string, string>;
  readonly packages: ReadonlySet<string | undefined>;
}

/** What the workers of a project say of their bundles, as paths of files: which modules are in them, and which are left out. */
export class WorkerModules {
  constructor(
    readonly root: string,
    /** The files that may tell; the same list as long as they say the same. */
    readonly look: () => readonly TellingFile[],
    /** The file of a package or of an alias, as a file asks for it. */
    readonly resolveModule: (file: string, request: string) => string | undefined,
  ) {}

  /** What workers name. */
  named(): NamedModules {
    const files = this.look();
    if (this.#named.of === files) return this.#named;
    const options = new Map<string, string>();
    const packages = new Set<string | undefined>();
    const isOpen = files.some(({ hints }) => hints.isOpen);
    for (const { path, hints } of files) {
      const meant = isOpen ? hints.meant.map((request) => ({ option: 'workflowsPath', request })) : [];
      for (const { option, request } of [...hints.modules, ...meant]) {
        const file = this.#fileOf(path, request);
        if (file === undefined) continue;
        if (!options.has(file)) options.set(file, option);
        if (option === 'workflowsPath' && !hints.isTest) packages.add(manifestOf(file).path);
      }
    }
    return (this.#named = { of: files, options, packages });
  }

  /** What the bundler is told to leave out. */
  ignored(): IgnoredModules {
    const files = this.look();
    if (this.#left.of === files) return this.#left;
    const ignored = files.flatMap(({ path, hints }) =>
      hints.ignoredFiles.flatMap((request) => {
        const file = this.#fileOf(path, request, true);
        // A test speaks for the workflows that are tested with it only.
        return file === undefined || (hints.isTest && !file.startsWith(join(dirname(path), '/'))) ? [] : file;
      }),
    );
    const isSupposed = files.some(({ hints }) => hints.supposedModules.length > 0);
    const imported = new Set(isSupposed ? files.flatMap((each) => this.#importedBy(each)) : []);
    const names = new Set(
      files.flatMap(({ path, hints }) => [
        ...hints.ignoredModules,
        ...(imported.has(realPath(path)) ? hints.supposedModules : []),
      ]),
    );
    this.#left = { of: files, names, files: new Set(ignored) };
    return this.#left;
  }

  #importedBy({ path, hints }: TellingFile): string[] {
    return hints.imports.flatMap((request) => {
      const file = this.resolveModule(path, request);
      return file === undefined ? [] : realPath(file);
    });
  }

  #left: IgnoredModules & { readonly of: readonly TellingFile[] } = { of: [], names: new Set(), files: new Set() };

  #named: NamedModules = { of: [], options: new Map(), packages: new Set() };

  #fileOf(worker: string, request: string, isInstalledToo = false): string | undefined {
    const found = fileOf(worker, request, this.root);
    if (found !== undefined || request.startsWith('.')) return found;
    const target = this.resolveModule(worker, request);
    return target?.includes('node_modules') && !isInstalledToo ? undefined : target;
  }
}

// `require.resolve('./workflows')`, `path.join(__dirname, 'workflows')`, a URL: the literal in it, beside the worker's file.
function fileOf(worker: string, request: string, root: string): string | undefined {
  const bases = [resolve(dirname(worker), request), resolve(root, request)].map((base) =>
    base.replace(/\.(?:js|ts)$/, ''),
  );
  const candidates = bases.flatMap((base) =>
    ['.ts', '.js', '/index.ts', '/index.js'].map((ending) => `${base}${ending}`),
  );
  const found = candidates.find((candidate) => existsSync(candidate));
  return found === undefined ? undefined : realPath(found);
}
