import type { BundleImport } from '../../import-chains';
import type { Compilation, WebpackModule } from '../webpack-types';
import { isInPackage } from './find-culprits';

/** The parts of webpack's dependencies that tell how something is imported; which are there depends on the kind. */
export interface WebpackDependency {
  readonly type: string;
  readonly request?: string;
  readonly userRequest?: string;
  readonly loc?: { readonly start?: { readonly line: number; readonly column?: number } };
  readonly range?: readonly [number, number];
  readonly ids?: readonly string[];
  readonly name?: string | null;
}

/** An import with all that webpack knows of it. */
export interface WebpackImport extends BundleImport {
  /** Each use of an imported name is a dependency of its own. */
  readonly dependencies: readonly WebpackDependency[];
  /** What it leads to, if anything. */
  readonly module: WebpackModule | undefined;
}

export interface WebpackGraph {
  readonly roots: readonly string[];
  readonly imports: ReadonlyMap<string, readonly WebpackImport[]>;
  readonly modules: ReadonlyMap<string, WebpackModule>;
}

/** What the compilation has found, before webpack starts to merge modules. */
export function readGraph({ modules, moduleGraph }: Compilation): WebpackGraph {
  const files = new Map<string, WebpackModule>();
  const imports = new Map<string, readonly WebpackImport[]>();
  const roots = new Set<string>();
  for (const module of modules) {
    const file = fileOf(module);
    if (file === undefined) continue;
    const found = importsOf(module, moduleGraph);
    // The generated entry point is the one that nothing imports.
    if (moduleGraph.getIssuer(module) == null) {
      for (const { file: root } of found) if (root !== undefined) roots.add(root);
      continue;
    }
    files.set(file, module);
    imports.set(file, found);
    for (const { request, file: converter } of found) {
      if (CONVERTER.test(request) && converter !== undefined) roots.add(converter);
    }
  }
  return { roots: projectFilesFirst([...roots]), imports, modules: files };
}

/** The file of a module. Only what is read from somewhere has one; what is left out of the bundle has none. */
export function fileOf(module: object | null | undefined): string | undefined {
  const { resource } = (module ?? {}) as { resource?: unknown };
  return typeof resource === 'string' ? resource : undefined;
}

// The names under which the SDK imports the user's converters.
const CONVERTER = /^__temporal_custom_(?:payload|failure)_converter$/;

function importsOf(module: WebpackModule, moduleGraph: Compilation['moduleGraph']): WebpackImport[] {
  const found = new Map<string, WebpackImport & { dependencies: WebpackDependency[] }>();
  const add = (dependency: WebpackDependency, imported: WebpackModule | undefined, request: string): void => {
    const known = found.get(request);
    if (known === undefined)
      found.set(request, { request, file: fileOf(imported), module: imported, dependencies: [dependency] });
    else known.dependencies.push(dependency);
  };
  for (const raw of dependenciesOf(module)) {
    const dependency = raw as WebpackDependency;
    const imported = moduleGraph.getModule(raw) ?? undefined;
    const request = dependency.userRequest ?? dependency.request;
    // The files of a `require` with an expression hang on a module of webpack's own.
    if (imported !== undefined && fileOf(imported) === undefined && hasElements(imported)) {
      for (const element of dependenciesOf(imported)) {
        const { userRequest, request: path = '' } = element as WebpackDependency;
        add(dependency, moduleGraph.getModule(element) ?? undefined, userRequest ?? path);
      }
    } else if (typeof request === 'string') add(dependency, imported, request);
  }
  return [...found.values()].sort((a, b) => lineOf(a) - lineOf(b));
}

type RawDependency = WebpackModule['dependencies'][number];

function dependenciesOf({ dependencies, blocks }: Pick<WebpackModule, 'dependencies' | 'blocks'>): RawDependency[] {
  return [...dependencies, ...blocks.flatMap((block) => block.dependencies)];
}

function hasElements(module: WebpackModule): boolean {
  return dependenciesOf(module).some(({ type }) => type.includes('context element'));
}

function lineOf({ dependencies }: WebpackImport): number {
  return dependencies[0]?.loc?.start?.line ?? Infinity;
}

function projectFilesFirst(files: readonly string[]): string[] {
  return [...files.filter((file) => !isInPackage(file)), ...files.filter(isInPackage)];
}
