import type { ModuleCode, ModuleOutline } from '../module-code.js';

/** What is known of a module from the beginning. */
interface Known {
  readonly path: string;
  /** Of its text. */
  readonly hash: string;
  readonly outline: ModuleOutline;
  /** The package it lies in, where that is below a `node_modules`; undefined for the project's own files. */
  readonly packageName: string | undefined;
  /** Why it could not be read or parsed; its code is empty then. */
  readonly problem?: string | undefined;
  /** Where each import leads, by its index. */
  readonly targets: readonly ImportTarget[];
}

/** A module of the graph. Its code is read when somebody asks for it. */
export class LoadedModule implements Known {
  readonly path: string;
  readonly hash: string;
  readonly outline: ModuleOutline;
  readonly packageName: string | undefined;
  readonly problem: string | undefined;
  readonly targets: readonly ImportTarget[];
  #code: ModuleCode | undefined;

  constructor(
    known: Known,
    code: ModuleCode | undefined,
    /** Gives the code once more. */
    readonly readCode: () => ModuleCode,
  ) {
    this.path = known.path;
    this.hash = known.hash;
    this.outline = known.outline;
    this.packageName = known.packageName;
    this.problem = known.problem;
    this.targets = known.targets;
    this.#code = code;
  }

  get code(): ModuleCode {
    return (this.#code ??= this.readCode());
  }

  /** Gives the memory of its code back. */
  forgetCode(): void {
    this.#code = undefined;
    this.#hoisted = [];
  }

  #hoisted: (ReadonlyMap<number, readonly number[]> | undefined)[] = [];

  /** The functions that are declared in a function, by their variables; undefined where there are none. */
  hoistedIn(index: number): ReadonlyMap<number, readonly number[]> | undefined {
    const hoisted = this.code.functions[index]?.hoisted ?? [];
    if (hoisted.length === 0) return undefined;
    let known = this.#hoisted[index];
    if (known === undefined) {
      const made = new Map<number, number[]>();
      for (const [variable, each] of hoisted) made.set(variable, [...(made.get(variable) ?? []), each]);
      this.#hoisted[index] = known = made;
    }
    return known;
  }
}

/** Where an import leads. */
export type ImportTarget =
  | { readonly kind: 'module'; readonly path: string }
  /** The SDK's part for workflow code, which is known and not looked into. */
  | { readonly kind: 'sdk'; readonly name: string }
  /** A package that is judged by its name; what it imports counts all the same. */
  | { readonly kind: 'package'; readonly name: string; readonly path?: string | undefined }
  /** The bundler's own version of a Node module: `assert`, `url`, `util`. */
  | { readonly kind: 'replaced'; readonly name: string }
  /** The bundler refuses it. */
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly why: 'builtin' | 'scheme' | 'sdk' | 'extension' | 'package';
    }
  /** It is not installed, no JavaScript, or left out of the bundle. */
  | { readonly kind: 'nothing' };
