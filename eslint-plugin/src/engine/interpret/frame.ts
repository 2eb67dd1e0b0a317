import type { Span } from '../module-code.js';
import type { LoadedModule } from './loaded-module.js';
import { type Atom, type Cell, FunctionAtom, type Layer, newCell, newId, type Value } from './values.js';
import type { Hazard } from '../hazard.js';

/** How one frame comes to another: a call, or the loading of a module. */
export interface Edge {
  readonly to: Frame;
  readonly span: Span;
  /** The call is likely, not certain. */
  may: boolean;
  /** Nothing decides whether it is made at all: it stands under no condition. */
  isSure: boolean;
}

/** What a call gives to a function. */
export interface Arguments {
  readonly list: readonly Value[];
  /** What stands at any place beyond the list. */
  readonly rest: Value | undefined;
}

export const NO_ARGUMENTS: Arguments = { list: [], rest: undefined };

/** A place in a function where something is made: a name of it, the number of an expression, `-1 - n` for function `n`. */
export type Site = string | number;

const NONE: readonly never[] = [];

/** One activation of a function, for one kind of arguments; or a module that is loaded. */
export class Frame {
  readonly id = newId();
  readonly returns: Cell;
  // There are very many frames, and most have few of these or none.
  #cells: Map<number, Cell> | undefined;
  #atoms: Map<Site, Atom> | undefined;
  #edges: Map<Frame, Edge> | undefined;
  #hazards: Map<string, Hazard> | undefined;
  /** `this`, and arguments, which grow where many calls share the frame. */
  readonly self: Cell;
  readonly args: Cell[];
  readonly restArgs: Cell;
  #sent: Cell | undefined;
  /** Not an activation but a caller from outside, which is never run. */
  isEntry = false;
  state: 'new' | 'running' | 'done' = 'new';
  runs = 0;
  isQueued = false;
  isOutdated = false;
  /** Values that never came are taken for unknown ones. */
  isForced = false;
  /** Nothing that it leads to is a hazard, as far as was known when the interpreter had this count. */
  harmlessAt = -1;
  /** Something was not known yet when the frame was last run. */
  isStuck = false;

  constructor(
    readonly layer: Layer,
    readonly module: LoadedModule,
    readonly code: number,
    readonly parent: Frame | undefined,
    readonly callee: FunctionAtom | undefined,
    self: Value,
    args: Arguments,
    /** How many activations of the same function led to this one. */
    readonly depth: number,
    /** Shared by all further calls. */
    readonly isGeneric: boolean,
  ) {
    this.returns = newCell(layer);
    this.self = newCell(layer, self);
    this.args = args.list.map((each) => newCell(layer, each));
    this.restArgs = newCell(layer, args.rest);
  }

  /** Of a generator: what `next` has been given. */
  get sent(): Cell {
    return (this.#sent ??= newCell(this.layer));
  }

  /** The cell of a variable of this activation. */
  cell(variable: number): Cell {
    this.#cells ??= new Map();
    let cell = this.#cells.get(variable);
    if (cell === undefined) {
      // Declared functions are there from the beginning; most of a package's are never asked for.
      const hoisted = this.module.hoistedIn(this.code)?.get(variable);
      cell = newCell(
        this.layer,
        hoisted?.map((index) => this.closure(index)),
      );
      this.#cells.set(variable, cell);
    }
    return cell;
  }

  /** The closure of a function in this activation. */
  closure(code: number): FunctionAtom {
    return this.made(-1 - code, () => {
      const name = this.module.code.functions[code]?.name ?? 'a function';
      return new FunctionAtom(this.module, code, name, this, false);
    });
  }

  /** What was made at a place of this activation; each time that it is run it is the same. */
  made<Made extends Atom>(site: Site, make: () => Made): Made {
    this.#atoms ??= new Map();
    let atom = this.#atoms.get(site);
    if (atom === undefined) this.#atoms.set(site, (atom = make()));
    return atom as Made;
  }

  /** The same where there is one already. */
  madeAlready(site: Site): Atom | undefined {
    return this.#atoms?.get(site);
  }

  get edges(): Iterable<Edge> {
    return this.#edges?.values() ?? NONE;
  }

  get hazards(): Iterable<Hazard> {
    return this.#hazards?.values() ?? NONE;
  }

  /** @returns whether it was not known before */
  addEdge(to: Frame, span: Span, may: boolean, isSure: boolean): boolean {
    const existing = this.#edges?.get(to);
    if (existing !== undefined) {
      if (!may) existing.may = false;
      if (isSure) existing.isSure = true;
      return false;
    }
    this.#edges ??= new Map();
    this.#edges.set(to, { to, span, may, isSure });
    return true;
  }

  /** @returns whether it was not known before */
  addHazard(hazard: Hazard): boolean {
    const key = `${hazard.kind}:${hazard.name}:${hazard.span[0]}`;
    const existing = this.#hazards?.get(key);
    if (existing !== undefined && (!existing.may || hazard.may)) return false;
    this.#hazards ??= new Map();
    this.#hazards.set(key, hazard);
    return existing === undefined;
  }

  get name(): string {
    return this.module.code.functions[this.code]?.name ?? 'a function';
  }

  get span(): Span {
    return this.module.code.functions[this.code]?.span ?? [0, 0];
  }
}
