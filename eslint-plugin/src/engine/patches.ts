/**
 * Packages are loaded once for all workflows. One that changes another one when it is loaded does that for the workflows only that
 * lead to it: these have packages of their own.
 *
 * @module
 */

import type { LoadedModule } from './interpret/loaded-module.js';
import { type CodePart, somePart } from './code-parts.js';
import type { ModuleCode } from './module-code.js';

/** The modules of packages below a workflow that change other packages, as a text that is the same for the same ones. */
export class Patches {
  #version = -1;
  readonly #below = new Map<string, readonly string[]>();
  readonly #changes = new WeakMap<LoadedModule, boolean>();

  constructor(readonly get: (path: string) => LoadedModule) {}

  /** @param version of the packages; what was known of another one is forgotten */
  keyOf(path: string, version: number): string {
    if (version !== this.#version) this.#below.clear();
    this.#version = version;
    const found = new Set<string>();
    const seen = new Set([path]);
    for (const each of seen) {
      for (const next of importsOf(this.get(each))) {
        if (this.get(next).packageName === undefined) seen.add(next);
        else for (const patch of this.#patchesBelow(next)) found.add(patch);
      }
    }
    return [...found].sort().join('\n');
  }

  // Of a module of a package, with all that it imports.
  #patchesBelow(path: string): readonly string[] {
    let found = this.#below.get(path);
    if (found === undefined) {
      const seen = new Set([path]);
      for (const each of seen) for (const next of importsOf(this.get(each))) seen.add(next);
      found = [...seen].filter((each) => this.#changesOthers(this.get(each)));
      this.#below.set(path, found);
    }
    return found;
  }

  #changesOthers(module: LoadedModule): boolean {
    let changes = this.#changes.get(module);
    if (changes === undefined) {
      const foreign = new Set<number>();
      module.targets.forEach((target, index) => {
        if (target.kind === 'module' && this.get(target.path).packageName !== module.packageName) foreign.add(index);
      });
      changes = foreign.size > 0 && changesImports(module.code, foreign);
      this.#changes.set(module, changes);
    }
    return changes;
  }
}

function importsOf({ targets }: LoadedModule): string[] {
  return targets.flatMap((target) => (target.kind === 'module' ? target.path : []));
}

const CHANGING = new Set<unknown>(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf']);

/**
 * Whether some code of a module gives a member to what it imports, or its loading hands a function to it, to be kept there. Judged by
 * how the code looks.
 */
function changesImports({ functions, variables }: ModuleCode, foreign: ReadonlySet<number>): boolean {
  const names = new Set<number>();
  variables.forEach(({ imported }, index) => {
    if (imported !== undefined && foreign.has(imported[0])) names.add(index);
  });
  const isForeign = (place: unknown): boolean => {
    if (!Array.isArray(place)) return false;
    const [kind, of, given] = place as unknown[];
    if (kind === 'member' || kind === 'element') return isForeign(of);
    if (kind === 'import') return foreign.has(of as number);
    // What compilers put around a `require`.
    if (kind === 'call' && Array.isArray(given) && given.length === 1) return isForeign(given[0]);
    return kind === 'variable' && names.has(of as number);
  };
  const isRegistered = (value: unknown): boolean => {
    if (!Array.isArray(value)) return false;
    const [kind, of] = value as unknown[];
    if (kind === 'function' || kind === 'class') return true;
    if (kind === 'array') return (of as unknown[]).some(isRegistered);
    // Its properties end with their values.
    if (kind === 'object') return (of as readonly CodePart[]).some((each) => isRegistered(each.at(-1)));
    return kind === 'variable' && functions[0]?.hoisted.some(([variable]) => variable === of) === true;
  };
  // `registry.register('name', function () { … })`, of which nobody needs the result.
  const registers = ([kind, call]: CodePart): boolean => {
    if (kind !== 'expression' || !Array.isArray(call) || call[0] !== 'call') return false;
    const [, callee, given] = call as unknown as readonly [string, CodePart, CodePart];
    const name = callee[0] === 'variable' ? variables[callee[1] as number]?.name : callee[2];
    return !INHERITS.test(String(name)) && isForeign(rootOf(callee)) && given.some(isRegistered);
  };
  const isChanged = somePart(functions, ([kind, first, second]) => {
    // What is declared here is used further down.
    if (kind === 'declare' && isForeign(second)) for (const name of namesIn(first)) names.add(name);
    if (!Array.isArray(first)) return false;
    if (kind === 'assign') return first[0] !== 'variable' && isForeign(first);
    const isChange = kind === 'call' && first[0] === 'member' && CHANGING.has(first[2]);
    return isChange && Array.isArray(second) && isForeign(second[0]);
  });
  // By now it is known which variables stand for imports.
  return isChanged || somePart(functions.slice(0, 1), registers);
}

// These make a class of the module inherit from another one, which keeps nothing of it.
const INHERITS = /inherits|extends|decorate|^__/i;

/** What a chain of members and calls begins with. */
function rootOf(callee: CodePart): unknown {
  let at: unknown = callee;
  while (Array.isArray(at) && (at[0] === 'member' || at[0] === 'element' || at[0] === 'call')) at = at[1] as unknown;
  return at;
}

/** The variables that a pattern names. */
function namesIn(pattern: unknown): number[] {
  if (!Array.isArray(pattern)) return [];
  return pattern[0] === 'variable' && typeof pattern[1] === 'number' ? [pattern[1]] : pattern.flatMap(namesIn);
}
