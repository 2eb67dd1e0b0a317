/** The names that are visible at one place of a module, and the variables they stand for. */
export class Scope {
  readonly #variables = new Map<string, number>();

  constructor(
    readonly parent: Scope | undefined,
    /** Index of the function whose activation holds the variables. */
    readonly owner: number,
    readonly isFunctionScope: boolean,
  ) {}

  set(name: string, variable: number): void {
    this.#variables.set(name, variable);
  }

  own(name: string): number | undefined {
    return this.#variables.get(name);
  }

  find(name: string): number | undefined {
    return this.#variables.get(name) ?? this.parent?.find(name);
  }

  /** Whether a scope between this one and an outer one has the name. */
  findBelow(outer: Scope, name: string): boolean {
    if (this === outer) return false;
    return this.#variables.has(name) || this.parent?.findBelow(outer, name) === true;
  }

  get functionScope(): Scope {
    return this.isFunctionScope || this.parent === undefined ? this : this.parent.functionScope;
  }
}
