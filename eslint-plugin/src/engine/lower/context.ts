import type { TSTypeParameterInstantiation } from 'oxc-parser';
import type { Export, FunctionCode, Import, Span, Variable } from '../module-code.js';
import type { Comment } from '../parse.js';
import { Scope } from './scope.js';

const nodes: (readonly ['variable', number])[] = [];

/** A variable where it is read or written: by far the most frequent part of code, of which one for each number is enough. */
export function variableNode(index: number): readonly ['variable', number] {
  return (nodes[index] ??= ['variable', index]);
}

/** What is being collected while a module is lowered, and where in it we are. */
export class LoweringContext {
  readonly imports: Import[] = [];
  readonly functions: FunctionCode[] = [];
  readonly variables: Variable[] = [];
  // Without a prototype V8 takes them for dictionaries; otherwise it keeps a layout of its own for each module's names.
  readonly exports = Object.create(null) as Record<string, Export>;
  readonly exportSpans = Object.create(null) as Record<string, Span>;
  readonly starExports: number[] = [];
  /** Variables whose value is read somewhere; an import that nobody reads is dropped by the bundler's compiler. */
  readonly read = new Set<number>();
  readonly definedGlobals = new Set<string>();
  /** Imports by `import name = require(…)`, with their variables. */
  readonly importsByRequire: { readonly index: number; readonly variables: readonly number[] }[] = [];
  /** Variables by `import alias = of`. */
  readonly aliases: { readonly alias: number; readonly of: number }[] = [];
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
    const { owner } = scope;
    this.variables.push(imported === undefined ? { name, owner } : { name, owner, imported });
    scope.set(name, id);
    return id;
  }

  /** Names that a namespace or an enum has exported so far, by its variable. */
  readonly #members = new Map<number, string[]>();
  // Namespaces and enums around, whose members are known by their mere names.
  #around: readonly { readonly variable: number; readonly names: readonly string[]; readonly scope: Scope }[] = [];

  membersOf(variable: number): readonly string[] {
    return this.#members.get(variable) ?? [];
  }

  addMember(variable: number, name: string): void {
    const known = this.#members.get(variable);
    if (known === undefined) this.#members.set(variable, [name]);
    else known.push(name);
  }

  /** Lowers what sees some members of a namespace or an enum by their mere names. */
  withMembers<T>(variable: number, names: readonly string[], run: () => T): T {
    const outer = this.#around;
    this.#around = [{ variable, names: [...names], scope: this.scope }, ...outer];
    try {
      return run();
    } finally {
      this.#around = outer;
    }
  }

  /** The namespace or enum around of which a name is a member, where no declaration that is nearer explains it. */
  memberAround(name: string): number | undefined {
    const found = this.#around.find(({ names }) => names.includes(name));
    return found === undefined || this.scope.findBelow(found.scope, name) ? undefined : found.variable;
  }

  /** Labels of the statements around, in the same function. */
  labels: readonly string[] = [];

  labelled<T>(label: string, run: () => T): T {
    const outer = this.labels;
    this.labels = [label, ...outer];
    try {
      return run();
    } finally {
      this.labels = outer;
    }
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
    const { hoisted: outerHoisted, labels } = this;
    this.hoisted = [];
    this.labels = [];
    this.#functionDepth += 1;
    try {
      const code = this.inScope(new Scope(this.scope, index, true), () => this.named(undefined, () => lower(index)));
      const { name, span, parameters, rest, body, isArrow, isGenerator } = code;
      // Written out, for what is added to a copy lies beside it.
      this.functions[index] = {
        name,
        span,
        parameters,
        rest,
        body,
        isArrow,
        isGenerator,
        hoisted: this.hoisted.slice(),
      };
      return index;
    } finally {
      this.#functionDepth -= 1;
      this.hoisted = outerHoisted;
      this.labels = labels;
    }
  }

  addImport(each: Omit<Import, 'isTopLevel' | 'isElided'>): number {
    const { request, kind, span, isEager, isIgnored } = each;
    this.imports.push({ request, kind, span, isEager, isIgnored, isTopLevel: this.isTopLevel, isElided: false });
    return this.imports.length - 1;
  }

  /** The comments in a part of the text, as one text. */
  commentsIn([start, end]: Span): string {
    return this.comments
      .filter(({ span }) => span[0] >= start && span[1] <= end)
      .map(({ value }) => value)
      .join(' ');
  }
}
