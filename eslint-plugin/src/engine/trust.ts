import type { LoadedModule } from './interpret/loaded-module.js';
import { show } from './findings.js';
import { matchesGlob } from './glob.js';

/** A function, or a whole module, that somebody has reviewed. */
export interface Trust {
  /** A package's name, or a glob of the project's files. */
  readonly module: string;
  /** The function's name; without one, all of the module. */
  readonly function?: string | undefined;
  readonly reason: string;
}

/** Decides what is trusted, and remembers which entries were of use. */
export class TrustList {
  readonly #used = new Set<Trust>();
  readonly #byModule = new WeakMap<LoadedModule, readonly Trust[]>();

  constructor(
    readonly entries: readonly Trust[],
    readonly root: string,
  ) {}

  isTrusted(module: LoadedModule, functionName: string | undefined): boolean {
    if (this.entries.length === 0) return false;
    const trust = this.#of(module).find((each) => each.function === undefined || each.function === functionName);
    if (trust !== undefined) this.#used.add(trust);
    return trust !== undefined;
  }

  get unused(): Trust[] {
    return this.entries.filter((each) => !this.#used.has(each));
  }

  #of(module: LoadedModule): readonly Trust[] {
    let found = this.#byModule.get(module);
    if (found === undefined) {
      const path = show(module.path, this.root);
      found = this.entries.filter((each) => each.module === module.packageName || matchesGlob(path, each.module));
      this.#byModule.set(module, found);
    }
    return found;
  }
}
