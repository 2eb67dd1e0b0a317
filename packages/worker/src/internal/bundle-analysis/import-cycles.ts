import type { ImportGraph } from '../../import-chains';
import { isInPackage } from './find-culprits';

/**
 * The files of a project that import each other, for errors of loading: in a circle one of them is always run before another that it
 * takes something of. Packages are left out.
 */
export class ImportCycles {
  /** What each file imports of those in the same circle; all that is kept of the graph. */
  readonly #imports: ReadonlyMap<string, readonly string[]>;

  constructor({ imports }: Pick<ImportGraph, 'imports'>) {
    const edges = new Map<string, string[]>();
    for (const [file, found] of imports) {
      if (isInPackage(file)) continue;
      const targets = found.flatMap(({ file: target }) => target ?? []);
      edges.set(
        file,
        [...new Set(targets)].filter((target) => target !== file && !isInPackage(target)),
      );
    }
    this.#imports = withinCircles(edges);
  }

  /** The shortest circle through a file, which stands at its beginning and at its end. */
  through(file: string): readonly string[] | undefined {
    const cameFrom = new Map<string, string>();
    const queue = [file];
    for (const at of queue) {
      for (const next of this.#imports.get(at) ?? []) {
        if (next === file) return [...wayTo(at, file, cameFrom), file];
        if (cameFrom.has(next)) continue;
        cameFrom.set(next, at);
        queue.push(next);
      }
    }
    return undefined;
  }
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [end];
  for (let at = end; at !== start;) {
    at = cameFrom.get(at) ?? start;
    way.unshift(at);
  }
  return way;
}

// What nothing in the rest imports, and what imports nothing in it, is in no circle: taken away until all others are left.
function withinCircles(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const [file, targets] of edges) for (const target of targets) push(importers, target, file);
  const left = new Set(edges.keys());
  const shrink = (
    ahead: ReadonlyMap<string, readonly string[]>,
    behind: ReadonlyMap<string, readonly string[]>,
  ): void => {
    const open = new Map(
      [...left].map((file) => [file, (ahead.get(file) ?? []).filter((each) => left.has(each)).length]),
    );
    const free = [...open].filter(([, count]) => count === 0).map(([file]) => file);
    for (const file of free) {
      left.delete(file);
      for (const each of behind.get(file) ?? []) {
        const count = (open.get(each) ?? 0) - 1;
        open.set(each, count);
        if (count === 0) free.push(each);
      }
    }
  };
  shrink(edges, importers);
  shrink(importers, edges);
  return new Map([...left].map((file) => [file, (edges.get(file) ?? []).filter((target) => left.has(target))]));
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
