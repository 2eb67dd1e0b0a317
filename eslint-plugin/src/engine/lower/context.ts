import type { Comment, TSTypeParameterInstantiation } from 'oxc-parser';
import type { Export, FunctionCode, Import, Span, Variable } from '../module-code.js';
import { Scope } from './scope.js';

/** What is being collected while a module is lowered, and where in it we are. */
export class LoweringContext {
  readonly imports: Import[] = [];
  readonly functions: FunctionCode[] = [];
  readonly variables: Variable[] = [];
  readonly exports: Record<string, Export> = {};
  readonly exportSpans: Record<string, Span> = {};
  readonly starExports: number[] = [];
  /** Variables whose value is read somewhere; an import that nobody reads is dropped by the bundler's compiler. */
  readonly read = new Set<number>();
  readonly definedGlobals = new Set<string>();
  /** Imports by `import name = require(…)`, with their variables. */
  readonly importsByRequire: { readonly index: number; readonly variables: readonly number[] }[] = [];
  /** The types that proxies of activities are made of. */
  readonly activityTypes: TSTypeParameterInstantiation[] = [];
  /** Declared without a value: somebody else provides them. */
  readonly ambient = new Set<string>();
  scope = new Scope(undefined, 0, true);
  /** Awaits that stand outside of every function. */
  readonly moduleAwaits: Span[] = [];
  /** Functions declared in the block that is being lowered. */
  hoisted: (readonly [number, number])[] = [];
  /** What a nameless function would be called here. */
  nameHint: string | undefined;
  #functionDepth = 0;
  #site = 0;

  constructor(
    readonly comments: readonly Comment[],
    readonly isTyped: boolean,
  ) {}

  get isTopLevel(): boolean {
    return this.#functionDepth === 0;
  }

  /** A number for an expression that makes an object. */
  nextSite(): number {
    return this.#site++;
  }

  declare(scope: Scope, name: string, imported?: Variable['imported']): number {
    const existing = scope.own(name);
    if (existing !== undefined) return existing;
    const id = this.variables.length;
    this.variables.push({ name, owner: scope.owner, ...(imported && { imported }) });
    scope.set(name, id);
    return id;
  }

  inScope<T>(scope: Scope, run: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return run();
    } finally {
      this.scope = outer;
    }
  }

  inBlock<T>(run: () => T): T {
    return this.inScope(new Scope(this.scope, this.scope.owner, false), run);
  }

  named<T>(hint: string | undefined, run: () => T): T {
    const outer = this.nameHint;
    this.nameHint = hint;
    try {
      return run();
    } finally {
      this.nameHint = outer;
    }
  }

  /** Lowers a function in a scope of its own, and gives its index. */
  addFunction(lower: (index: number) => Omit<FunctionCode, 'hoisted'>): number {
    const index = this.functions.length;
    // The place is taken before the functions inside are lowered.
    this.functions.push(undefined as unknown as FunctionCode);
    const outerHoisted = this.hoisted;
    this.hoisted = [];
    this.#functionDepth += 1;
    try {
      const code = this.inScope(new Scope(this.scope, index, true), () => this.named(undefined, () => lower(index)));
      this.functions[index] = { ...code, hoisted: this.hoisted };
      return index;
    } finally {
      this.#functionDepth -= 1;
      this.hoisted = outerHoisted;
    }
  }

  addImport(each: Omit<Import, 'isTopLevel' | 'isElided'>): number {
    this.imports.push({ ...each, isTopLevel: this.isTopLevel, isElided: false });
    return this.imports.length - 1;
  }

  /** The comments between two offsets, as one text. */
  commentsIn(start: number, end: number): string {
    return this.comments
      .filter((each) => each.start >= start && each.end <= end)
      .map(({ value }) => value)
      .join(' ');
  }
}
