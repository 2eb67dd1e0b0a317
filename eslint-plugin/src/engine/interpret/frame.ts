import type { Span } from '../module-code.js';
import type { LoadedModule } from './loaded-module.js';
import { type Cell, EMPTY, type FunctionAtom, newCell, newId, type ObjectAtom, type Value } from './values.js';
import type { Hazard } from '../hazard.js';

/** How one frame comes to another: a call, or the loading of a module. */
export interface Edge {
  readonly to: Frame;
  readonly span: Span;
  /** The call is likely, not certain. */
  may: boolean;
}

/** What a call gives to a function. */
export interface Arguments {
  readonly list: readonly Value[];
  /** What stands at any place beyond the list. */
  readonly rest: Value | undefined;
}

export const NO_ARGUMENTS: Arguments = { list: [], rest: undefined };

/** One activation of a function, for one kind of arguments; or a module that is loaded. */
export class Frame {
  readonly id = newId();
  readonly cells = new Map<number, Cell>();
  readonly returns = newCell();
  readonly objects = new Map<string, ObjectAtom>();
  readonly functions = new Map<string, FunctionAtom>();
  readonly edges = new Map<Frame, Edge>();
  readonly hazards = new Map<string, Hazard>();
  /** `this`, and arguments, which grow where many calls share the frame. */
  readonly self: Cell;
  readonly args: Cell[];
  readonly restArgs = newCell();
  /** Not an activation but a caller from outside, which is never run. */
  isEntry = false;
  state: 'new' | 'running' | 'done' = 'new';
  runs = 0;
  isQueued = false;
  isOutdated = false;
  /** Values that never came are taken for unknown ones. */
  isForced = false;
  /** Something was not known yet when the frame was last run. */
  isStuck = false;

  constructor(
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
    this.self = newCell(self);
    this.args = args.list.map((each) => newCell(each));
    this.restArgs.value = args.rest ?? EMPTY;
  }

  get name(): string {
    return this.module.code.functions[this.code]?.name ?? 'a function';
  }

  get span(): Span {
    return this.module.code.functions[this.code]?.span ?? [0, 0];
  }
}
