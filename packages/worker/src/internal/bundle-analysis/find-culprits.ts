import type { BundleImport } from '../../import-chains';

/** An import and the file that it stands in. */
export interface Step<Import extends BundleImport> {
  readonly from: string;
  readonly import: Import;
}

/** Something that the project imports and must not: a module, or a package that needs such modules. */
export interface Culprit<Import extends BundleImport> {
  /** Each module with the shortest chain of imports to it, the shortest of all first. */
  readonly modules: readonly { readonly module: string; readonly chain: readonly Step<Import>[] }[];
  /** The name of the package, where the project reaches the modules through one. */
  readonly package?: string | undefined;
  /** The project's imports of it, without the one on the first chain. */
  readonly elsewhere: readonly Step<Import>[];
}

interface Found<Import extends BundleImport> {
  readonly package: string | undefined;
  readonly modules: Map<string, Step<Import>[]>;
  readonly imports: Step<Import>[];
}

export interface CulpritGraph<Import extends BundleImport> {
  readonly roots: readonly string[];
  readonly imports: ReadonlyMap<string, readonly Import[]>;
}

/**
 * Everything forbidden that the roots lead to, by what the project itself imports, for only that can be changed: two packages
 * that share a culprit are two findings, and so is a package that brings several modules one.
 */
export function findCulprits<Import extends BundleImport>(
  graph: CulpritGraph<Import>,
  isForbidden: (imported: Import) => boolean,
): Culprit<Import>[] {
  const culprits = new Map<string, Found<Import>>();
  const tree = shortestTree(graph);
  const add = (name: string | undefined, step: Step<Import> | undefined, found: readonly Step<Import>[][]): void => {
    for (const chain of found) {
      const module = chain.at(-1)?.import.request ?? '';
      const key = name ?? moduleKey(module);
      const culprit: Found<Import> = culprits.get(key) ?? { package: name, modules: new Map(), imports: [] };
      culprits.set(key, culprit);
      if (step !== undefined && !culprit.imports.includes(step)) culprit.imports.push(step);
      const known = culprit.modules.get(moduleKey(module));
      if (known === undefined || chain.length < known.length) culprit.modules.set(moduleKey(module), chain);
    }
  };
  const inPackages = new Map<string, Step<Import>[][]>();
  const within = (file: string): Step<Import>[][] => {
    const known = inPackages.get(file) ?? forbiddenWithin(graph, file, isForbidden);
    inPackages.set(file, known);
    return known;
  };
  for (const [file, chain] of tree) {
    const ownPackage = packageOf(file);
    if (ownPackage !== undefined) {
      // An interceptor or a converter of a package: no file of the project imports it.
      if (graph.roots.includes(file)) add(ownPackage, undefined, within(file));
      continue;
    }
    for (const imported of graph.imports.get(file) ?? []) {
      const step: Step<Import> = { from: file, import: imported };
      const name = imported.file === undefined ? undefined : packageOf(imported.file);
      if (isForbidden(imported)) add(undefined, step, [[...chain(), step]]);
      else if (imported.file !== undefined && name !== undefined) {
        add(
          name,
          step,
          within(imported.file).map((inner) => [...chain(), step, ...inner]),
        );
      }
    }
  }
  return [...culprits.values()].map(({ modules, imports, package: name }) => {
    const sorted = [...modules].map(([module, chain]) => ({ module, chain }));
    sorted.sort((a, b) => a.chain.length - b.chain.length);
    const first = sorted[0]?.chain ?? [];
    const elsewhere = imports.filter(
      (step) => !first.some(({ from, import: imported }) => from === step.from && imported === step.import),
    );
    return { modules: sorted, package: name, elsewhere };
  });
}

/** Whether anything forbidden can be reached from a file. */
export function reachesForbidden<Import extends BundleImport>(
  { imports }: CulpritGraph<Import>,
  file: string,
  isForbidden: (imported: Import) => boolean,
): boolean {
  const tree = shortestTree({ roots: [file], imports });
  return [...tree.keys()].some((each) => imports.get(each)?.some(isForbidden));
}

/** Each file that the roots lead to, nearest first, with its shortest chain. */
export function shortestTree<Import extends BundleImport>(
  { roots, imports }: CulpritGraph<Import>,
  isWanted: (file: string) => boolean = () => true,
): ReadonlyMap<string, () => Step<Import>[]> {
  const parents = new Map<string, Step<Import> | undefined>(roots.map((root) => [root, undefined]));
  const chainTo = (file: string): Step<Import>[] => {
    const chain: Step<Import>[] = [];
    for (let step = parents.get(file); step !== undefined; step = parents.get(step.from)) chain.push(step);
    return chain.reverse();
  };
  // A Map may grow while it is walked, and is walked in the order of growth: a breadth-first search.
  for (const file of parents.keys()) {
    for (const imported of imports.get(file) ?? []) {
      const { file: target } = imported;
      if (target !== undefined && !parents.has(target) && isWanted(target))
        parents.set(target, { from: file, import: imported });
    }
  }
  return new Map([...parents.keys()].map((file) => [file, () => chainTo(file)]));
}

/** The package that a file belongs to; undefined for a file of the project, also of a linked workspace. */
export function packageOf(file: string): string | undefined {
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file.replaceAll('\\', '/'))?.[1];
}

/** Whether a file lies in an installed package, which is nobody's to change here. */
export function isInPackage(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file);
}

// `fs` and `node:fs` are the same module.
function moduleKey(request: string): string {
  return request.replace(/^node:/, '');
}

// The shortest way from a file of a package to each forbidden module, through packages alone.
function forbiddenWithin<Import extends BundleImport>(
  { imports }: CulpritGraph<Import>,
  start: string,
  isForbidden: (imported: Import) => boolean,
): Step<Import>[][] {
  const found = new Map<string, Step<Import>[]>();
  for (const [file, chain] of shortestTree({ roots: [start], imports }, (each) => packageOf(each) !== undefined)) {
    for (const imported of imports.get(file) ?? []) {
      const key = moduleKey(imported.request);
      if (isForbidden(imported) && !found.has(key)) found.set(key, [...chain(), { from: file, import: imported }]);
    }
  }
  return [...found.values()];
}
