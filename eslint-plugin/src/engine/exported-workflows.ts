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
  const names = new Map<string, Set<string>>();
  const due = [...roots.keys()];
  for (let path = due.pop(); path !== undefined; path = due.pop()) {
    const { outline, targets } = get(path);
    for (const { as, importIndex, name } of outline.handsOn) {
      const target = targets[importIndex];
      if (target?.kind !== 'module' || target.path.includes('node_modules')) continue;
      const given = handedOn(all.get(path) ?? { why: '' }, as, name);
      const known = names.get(target.path) ?? new Set();
      const news = given.filter((each) => !known.has(each));
      // Whoever is a root by itself has all its exports looked at.
      if (news.length === 0 || roots.has(target.path)) continue;
      names.set(target.path, new Set([...known, ...news]));
      all.set(target.path, { why: all.get(target.path)?.why ?? why(path), exports: names.get(target.path) });
      due.push(target.path);
    }
  }
  return all;
}

/** The names under which the next file has what is a workflow here. */
function handedOn(root: Root, as: string, name: string): string[] {
  if (as !== '*') return isWorkflowExport(root, as) ? [name] : [];
  return root.exports === undefined ? ['*'] : [...root.exports].filter((each) => each !== 'default');
}
