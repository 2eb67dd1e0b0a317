/**
 * Which import pulled a module into the workflow bundle: the SDK and webpack name the offending module only, while its author
 * can act at the first import that leads to it.
 *
 * @module
 */

/** One import as the bundler saw it. */
export interface BundleImport {
  /** What the importing file asks for: `./report`, `pdfkit`, `node:fs`. */
  readonly request: string;
  /** The file it leads to; undefined where it leads nowhere (a missing file, a module that is left out of the bundle). */
  readonly file?: string | undefined;
}

/** The files of one bundle and what they import. */
export interface ImportGraph {
  /** Where the search starts: the files that the bundle's generated entry point loads. */
  readonly roots: readonly string[];
  /** Imports by the path of the importing file, in the order of the source. */
  readonly imports: ReadonlyMap<string, readonly BundleImport[]>;
}

/** The shortest ways through a bundle's imports, with project files shown relative to a folder and packages by their name. */
export class ImportChains {
  readonly #graph: ImportGraph;
  readonly #from: string;
  readonly #importers: ReadonlyMap<string, string | undefined>;

  /** @param from the folder that paths are shown relative to, usually the working directory */
  constructor(graph: ImportGraph, from: string) {
    this.#graph = graph;
    this.#from = from;
    this.#importers = importersOf(graph);
  }

  /** A way to each distinct request that `isWanted` picks, the nearest first; the request itself stands at its end. */
  toRequests(isWanted: (request: string) => boolean): Map<string, readonly string[]> {
    const chains = new Map<string, readonly string[]>();
    for (const file of this.#importers.keys()) {
      for (const { request } of this.#graph.imports.get(file) ?? []) {
        if (chains.has(request) || !isWanted(request)) continue;
        chains.set(request, this.#show([...this.#pathTo(file), request]));
      }
    }
    return chains;
  }

  /** The way to a file. A file that no import leads to stands alone. */
  toFile(file: string): readonly string[] {
    return this.#show(this.#pathTo(file));
  }

  #pathTo(file: string): string[] {
    return pathTo(file, this.#importers);
  }

  #show(path: readonly string[]): string[] {
    return showPath(path, this.#from);
  }
}

/**
 * The shortest way to a file of a bundle that was made before, from what was kept of it ({@link importersOf}): for an error
 * that names the file at run time. A file that no import leads to stands alone.
 */
export function chainToFile(
  file: string,
  importers: ReadonlyMap<string, string | undefined>,
  from: string,
): readonly string[] {
  return showPath(pathTo(file, importers), from);
}

function pathTo(file: string, importers: ReadonlyMap<string, string | undefined>): string[] {
  const path: string[] = [];
  for (let at: string | undefined = file; at !== undefined; at = importers.get(at)) path.unshift(at);
  return path;
}

// What a package imports from itself is not the author's to change: its name is enough.
function showPath(path: readonly string[], from: string): string[] {
  const shown = path.map((file) => showFile(file, from));
  return shown.filter((name, index) => name !== shown[index - 1]);
}

/** Which file imported each file first, by the shortest way; undefined for a root. */
export function importersOf({ roots, imports }: ImportGraph): ReadonlyMap<string, string | undefined> {
  const importers = new Map<string, string | undefined>(roots.map((root) => [root, undefined]));
  // A Map may grow while it is walked, and is walked in the order of growth: a breadth-first search.
  for (const file of importers.keys()) {
    for (const { file: imported } of imports.get(file) ?? []) {
      if (imported !== undefined && !importers.has(imported)) importers.set(imported, file);
    }
  }
  return importers;
}

function showFile(file: string, from: string): string {
  const path = file.replaceAll('\\', '/');
  const packageName = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (packageName !== undefined) return packageName;
  const folder = from.replaceAll('\\', '/').replace(/\/?$/, '/');
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}
