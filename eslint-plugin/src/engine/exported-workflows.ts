import type { LoadedModule } from './interpret/loaded-module.js';

/** Why a file's exports are workflows, and which of them: undefined for all, `*` for all but the default export. */
export interface Root {
  readonly why: string;
  readonly exports?: ReadonlySet<string> | undefined;
}

/** Whether an export of a root is a workflow. */
export function isWorkflowExport({ exports }: Pick<Root, 'exports'>, name: string): boolean {
  return exports === undefined || exports.has(name) || (exports.has('*') && name !== 'default');
}

/**
 * The roots with those of the project's files from which they export again: what is written there are workflows, too.
 *
 * @param why says it of a file, by the root that names it
 */
export function withExportedFiles(
  roots: ReadonlyMap<string, Root>,
  get: (path: string) => LoadedModule,
  why: (root: string) => string,
): Map<string, Root> {
  const all = new Map(roots);
  const due = [...roots.keys()];
  for (let path = due.pop(); path !== undefined; path = due.pop()) {
    const { outline, targets } = get(path);
    for (const { as, importIndex, name } of outline.handsOn) {
      const target = targets[importIndex];
      // Whoever is a root by itself has all its exports looked at.
      if (target?.kind !== 'module' || target.path.includes('node_modules') || roots.has(target.path)) continue;
      const known = all.get(target.path);
      const given = handedOn(all.get(path)?.exports, as, name).filter((each) => known?.exports?.has(each) !== true);
      if (given.length === 0) continue;
      all.set(target.path, { why: known?.why ?? why(path), exports: new Set([...(known?.exports ?? []), ...given]) });
      due.push(target.path);
    }
  }
  return all;
}

/** The names under which the next file has what is a workflow here. */
function handedOn(exports: Root['exports'], as: string, name: string): string[] {
  if (as !== '*') return isWorkflowExport({ exports }, as) ? [name] : [];
  return exports === undefined ? ['*'] : [...exports].filter((each) => each !== 'default');
}
