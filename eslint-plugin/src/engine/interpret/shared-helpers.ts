/**
 * Most helpers of a project are the same for each workflow that imports them. These are loaded once for all; a workflow that
 * changes something in one of them is interpreted without this.
 *
 * @module
 */

import type { Frame } from './frame.js';
import { Interpreter, type InterpreterHost } from './interpreter.js';
import type { LoadedModule } from './loaded-module.js';
import { hasState } from './module-state.js';
import { Summaries } from './summaries.js';

interface Helper {
  readonly module: LoadedModule;
  readonly imports: readonly (Helper | undefined)[];
  /** The activation of the module; undefined where each workflow has to load it itself. */
  readonly frame: Frame | undefined;
}

/** The modules of a project that are loaded once for all workflows, as long as the packages that they import are the same. */
export class SharedHelpers {
  /** Of calls of their functions. */
  readonly summaries = new Summaries();
  readonly #made = new Map<string, Helper>();
  /** Those that are known to be of the present modules. */
  readonly #current = new Map<string, Helper>();

  constructor(
    readonly host: InterpreterHost,
    readonly packages: Interpreter,
  ) {}

  /** Some modules may be others than before. */
  refresh(): void {
    this.#current.clear();
  }

  /** The activation of a module that is loaded for all; undefined where each workflow has to load it itself. */
  frameOf(path: string): Frame | undefined {
    // What a module imports comes first. Not by recursion: some chains of imports are longer than the stack.
    const open = [path];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const next = this.#importsOf(this.host.module(at)).find((each) => !this.#current.has(each));
      if (this.#current.has(at) || next === undefined || open.includes(next)) {
        // Of a cycle of imports none is shared: this one is not, and so no other one.
        if (!this.#current.has(at)) this.#add(at);
        open.pop();
      } else open.push(next);
    }
    return this.#current.get(path)?.frame;
  }

  #add(path: string): void {
    const module = this.host.module(path);
    const imports = this.#importsOf(module).map((each) => this.#current.get(each));
    const before = this.#made.get(path);
    const isAsBefore = before?.module === module && imports.every((each, index) => each === before.imports[index]);
    const helper = isAsBefore ? before : this.#make({ module, imports, frame: undefined });
    this.#made.set(path, helper);
    this.#current.set(path, helper);
  }

  #make(unshared: Helper): Helper {
    if (!this.#canBeShared(unshared)) return unshared;
    const { path } = unshared.module;
    const loader = new Interpreter(this.host, { packages: this.packages, helpers: this }, 'helper');
    const frame = loader.loadItself(path);
    loader.settle();
    // Its interpreter, which is done, is not kept: there are as many as helpers.
    return loader.isSpoiled ? unshared : { ...unshared, frame };
  }

  #canBeShared({ module, imports }: Helper): boolean {
    if (module.problem !== undefined || imports.some((each) => each?.frame === undefined)) return false;
    // Whoever calls what changes a helper has to do without all that is shared.
    return !('=' in module.code.exports) && !this.#providesGlobals(module) && !hasState(module.code);
  }

  #importsOf({ targets }: LoadedModule): string[] {
    return targets.flatMap((target) =>
      target.kind === 'module' && !this.#isOfPackage(target.path) ? target.path : [],
    );
  }

  /** Whether a module, or a package that it imports, gives globals to all others. */
  #providesGlobals({ outline, targets }: LoadedModule): boolean {
    const givesGlobals = (path: string) => this.#isOfPackage(path) && this.packages.globalsOf(path).size > 0;
    return (
      outline.definesGlobals.length > 0 || targets.some((each) => each.kind === 'module' && givesGlobals(each.path))
    );
  }

  /** Whether a workflow's module, or one that it leads to, gives globals to all others. */
  hasGlobals(path: string): boolean {
    const seen = new Set([path]);
    for (const each of seen) {
      const module = this.host.module(each);
      if (this.#providesGlobals(module)) return true;
      // What is shared leads to no globals.
      for (const next of this.#importsOf(module)) if (this.frameOf(next) === undefined) seen.add(next);
    }
    return false;
  }

  #isOfPackage(path: string): boolean {
    return this.host.module(path).packageName !== undefined;
  }
}
