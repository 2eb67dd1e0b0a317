import type { LoadedModule } from './interpret/loaded-module.js';
import type { Hints, HintsByKind, Import, ModuleOutline } from './module-code.js';

/** What is imported of a module by its name; `*` is all of it. */
type Names = Set<string>;

/**
 * Whether a workflow's module leads to a hint. Of what it imports only that counts which is imported by its name, and what runs when
 * a module is loaded.
 */
export function leadsToHints(start: string, get: (path: string) => LoadedModule, kind: keyof HintsByKind): boolean {
  const wanted = new Map<string, Names>([[start, new Set(['*'])]]);
  const due = [start];
  for (let path = due.pop(); path !== undefined; path = due.pop()) {
    const { outline, targets } = get(path);
    const names = wanted.get(path) ?? new Set();
    if (isHint(outline.hints[kind], names)) return true;
    for (const [index, target] of targets.entries()) {
      const each = outline.imports[index];
      // These are judged by their names.
      if (target.kind === 'package' || target.kind === 'replaced') return true;
      if (target.kind !== 'module' || each === undefined) continue;
      const before = wanted.get(target.path);
      const known = before ?? new Set();
      const { size } = known;
      for (const name of importedNames(outline, each, index, names)) known.add(name);
      wanted.set(target.path, known);
      if (before === undefined || known.size > size) due.push(target.path);
    }
  }
  return false;
}

function isHint(hints: Hints, names: Names): boolean {
  if (typeof hints === 'boolean') return hints;
  return names.has('*') || hints.some((each) => names.has(each));
}

function importedNames({ uses, handsOn }: ModuleOutline, each: Import, index: number, wanted: Names): Iterable<string> {
  switch (each.kind) {
    case 'import':
      return uses.flatMap(({ request, name }) => (request === each.request ? name : []));
    case 'export': {
      const handed = handsOn.filter(({ importIndex }) => importIndex === index);
      // All of it, under one name.
      if (handed.length === 0) return ['*'];
      return handed.flatMap(({ as, name }) => {
        if (as === '*') return [...wanted];
        return wanted.has('*') || wanted.has(as) ? name : [];
      });
    }
    default:
      return ['*'];
  }
}
