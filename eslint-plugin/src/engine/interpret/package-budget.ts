// Counted and not timed: the answer is the same everywhere.
const MOST_WORK_IN_PACKAGE = 60_000;
const MOST_WORK_IN_PACKAGES = 500_000;

/** How many expressions of a package were looked at. */
export interface Work {
  done: number;
}

/** Packages are looked into as far as that can be paid for; their functions beyond that are unknown ones. */
export class PackageBudget {
  readonly #work = new Map<string, Work>();
  #all = 0;

  /** What was done in a package. */
  of(packageName: string): Work {
    let work = this.#work.get(packageName);
    if (work === undefined) this.#work.set(packageName, (work = { done: 0 }));
    return work;
  }

  /** Counts an expression of a package. */
  spend(work: Work): void {
    work.done += 1;
    this.#all += 1;
  }

  isExhausted(packageName: string): boolean {
    return this.of(packageName).done > MOST_WORK_IN_PACKAGE || this.#all > MOST_WORK_IN_PACKAGES;
  }
}
