import type { HazardKind } from '../hazard.js';
import type { ClassCode, Expression, Span } from '../module-code.js';
import { NO_SPAN } from './calls.js';
import { contextKey, isCrowded, joinArguments, withoutDetails } from './contexts.js';
import { evaluateExpression } from './evaluate-expression.js';
import { type Arguments, Frame, NO_ARGUMENTS, type Site } from './frame.js';
import type { LoadedModule } from './loaded-module.js';
import { PackageBudget, type Work } from './package-budget.js';
import { runFrame } from './run-frame.js';
import type { SharedHelpers } from './shared-helpers.js';
import { type SharedCall, Summaries, type Summary } from './summaries.js';
import {
  type Cell,
  EMPTY,
  FunctionAtom,
  join,
  type Layer,
  layerOf,
  newCell,
  newObject,
  type ObjectAtom,
  UNKNOWN,
  type Value,
} from './values.js';

/** Where the interpreter gets modules, and whom it asks what to leave alone. */
export interface InterpreterHost {
  module(path: string): LoadedModule;
  /** Whether a reviewer vouches for this function. */
  isTrusted(module: LoadedModule, functionName: string): boolean;
}

/** What an interpreter shares with others. */
export interface Shared {
  /** Loads the modules of packages, once for all workflows: they do not depend on who asks for them. */
  readonly packages?: Interpreter;
  /** Load the project's own modules that no workflow changes. Whoever changes something with them is left as it is then. */
  readonly helpers?: SharedHelpers | undefined;
}

/** What an interpreter looks at: `call` is one call of a package, `helper` one module of the project, or one call of it. */
export type Subject = 'packages' | 'workflow' | 'helper' | 'call';

/** Where a generator's frame keeps what it yields. */
export const YIELDS = 'yields';

// Contexts in which one function is looked at separately, before all further calls share one.
const MOST_CONTEXTS = 12;
const MOST_CONTEXTS_IN_PACKAGES = 4;
const DEEPEST_RECURSION = 2;
// Deeper calls wait in the queue instead of on the stack.
const DEEPEST_STACK = 60;
const MOST_FRAMES = 60_000;
const MOST_RUNS = 200_000;
// A frame that is still learning after so many runs has learned what there is to say about it.
const MOST_RUNS_OF_ONE = 60;
const MOST_RUNS_OF_ONE_IN_PACKAGES = 12;

/**
 * Runs code abstractly: every function that a call may reach, with the values that its parameters may have, over and over
 * until nothing is learned any more. What is left are frames with the calls between them and the hazards in them.
 */
export class Interpreter {
  readonly #moduleFrames = new Map<string, Frame>();
  /** Globals that some module provides, whatever the sandbox lacks. */
  readonly definedGlobals = new Set<string>();
  readonly #layer: Layer = Symbol('layer');
  /** What this interpreter knows of the cells of packages. */
  readonly #known = new Map<Cell, Cell>();
  /** Activations of functions, by what they were called with. */
  readonly #contexts = new Map<FunctionAtom, Map<string, Frame>>();
  readonly #queue: Frame[] = [];
  #stack = 0;
  #frames = 0;
  #runs = 0;
  /** The frame that is being run, and whether the code at hand runs for certain when the frame does. */
  current: Frame = undefined as unknown as Frame;
  /** Inside of a `try` whose `catch` goes on. */
  caught = 0;
  /** Inside of a branch that depends on something unknown. */
  uncertain = 0;

  readonly packages: Interpreter | undefined;
  readonly #helpers: SharedHelpers | undefined;
  readonly #isSpoiltByChanges: boolean;

  constructor(
    readonly host: InterpreterHost,
    readonly shared: Shared,
    readonly subject: Subject,
  ) {
    this.packages = shared.packages;
    this.#helpers = shared.helpers;
    this.#isSpoiltByChanges = subject !== 'workflow' || shared.helpers !== undefined;
  }

  /** Loads a module as the sandbox would: what it imports first. */
  load(path: string): Frame {
    let frame = this.#moduleFrames.get(path);
    if (frame !== undefined) return frame;
    const module = this.host.module(path);
    if (module.packageName === undefined) return this.#helpers?.frameOf(path) ?? this.loadItself(path);
    if (this.packages === undefined) return this.loadItself(path);
    frame = this.packages.#loadSettled(path);
    this.#moduleFrames.set(path, frame);
    for (const name of this.packages.globalsOf(path)) this.definedGlobals.add(name);
    return frame;
  }

  /** The same for a module that is not shared. */
  loadItself(path: string): Frame {
    let frame = this.#moduleFrames.get(path);
    if (frame !== undefined) return frame;
    const module = this.host.module(path);
    frame = new Frame(this.#layer, module, 0, undefined, undefined, EMPTY, NO_ARGUMENTS, 0, false);
    this.#moduleFrames.set(path, frame);
    for (const name of module.code.definesGlobals) this.definedGlobals.add(name);
    this.#run(frame);
    return frame;
  }

  #loadSettled(path: string): Frame {
    const frame = this.load(path);
    this.settle();
    return frame;
  }

  /** The globals that a module of a package provides, with all that it imports. */
  globalsOf(path: string): ReadonlySet<string> {
    let globals = this.#globals.get(path);
    if (globals === undefined) {
      const names = new Set<string>();
      const seen = new Set([path]);
      for (const each of seen) {
        const { outline, targets } = this.host.module(each);
        for (const name of outline.definesGlobals) names.add(name);
        for (const target of targets) if (target.kind === 'module') seen.add(target.path);
      }
      this.#globals.set(path, (globals = names));
    }
    return globals;
  }

  readonly #globals = new Map<string, ReadonlySet<string>>();

  /** The activation of a module that has been loaded. */
  moduleFrame(path: string): Frame | undefined {
    return this.#moduleFrames.get(path) ?? this.packages?.moduleFrame(path) ?? this.#helpers?.frameOf(path);
  }

  /** The interpreter that a frame belongs to. */
  ownerOf({ layer }: Frame): Interpreter {
    return layer === this.#layer ? this : (this.packages ?? this);
  }

  /** Calls something from outside, as a worker calls a workflow: the frame that is given stands for the caller. */
  enter(module: LoadedModule, call: () => void): Frame {
    const entry = new Frame(this.#layer, module, 0, undefined, undefined, EMPTY, NO_ARGUMENTS, 0, false);
    entry.isEntry = true;
    const { current } = this;
    this.current = entry;
    call();
    this.current = current;
    return entry;
  }

  /** How much of the memory it has taken. */
  get size(): number {
    return this.#frames;
  }

  /** Goes on until nothing is learned any more. */
  settle(): void {
    for (;;) {
      for (let frame = this.#queue.pop(); frame !== undefined; frame = this.#queue.pop()) {
        frame.isQueued = false;
        this.#run(frame);
      }
      const stuck = this.#stuckFrames();
      if (stuck.length === 0) return;
      for (const frame of stuck) {
        frame.isForced = true;
        this.#enqueue(frame);
      }
    }
  }

  readonly #stuck = new Set<Frame>();
  readonly #budget = new PackageBudget();
  // Of the package whose code is being run.
  #ownWork: Work | undefined;

  #stuckFrames(): Frame[] {
    if (this.#runs >= MOST_RUNS) return [];
    const stuck = [...this.#stuck].filter((frame) => frame.isStuck && !frame.isForced);
    this.#stuck.clear();
    return stuck;
  }

  read(shared: Cell): Value {
    // What only this interpreter could change, and would be spoiled by, needs no readers.
    if (shared.layer !== this.#layer && this.#isSpoiltByChanges) return shared.value;
    const { current } = this;
    const cell = this.#own(shared);
    if (cell.readers === undefined) cell.readers = current;
    else if (cell.readers instanceof Frame) {
      if (cell.readers !== current) cell.readers = new Set([cell.readers, current]);
    } else cell.readers.add(current);
    return cell.value;
  }

  /** The value, for whoever is no part of the interpreted code. */
  look(cell: Cell): Value {
    return (cell.layer === this.#layer ? cell : (this.#known.get(cell) ?? cell)).value;
  }

  #own(cell: Cell): Cell {
    if (cell.layer === this.#layer) return cell;
    let own = this.#known.get(cell);
    if (own === undefined) this.#known.set(cell, (own = newCell(this.#layer, cell.value)));
    return own;
  }

  write(shared: Cell, value: Value): void {
    const cell = this.#own(shared);
    const joined = join(cell.value, value);
    if (joined.length === cell.value.length) return;
    cell.value = joined;
    if (cell !== shared) this.#touch(shared.layer);
    if (cell.readers instanceof Frame) this.#enqueue(cell.readers);
    else for (const reader of cell.readers ?? []) this.#enqueue(reader);
  }

  /** Layers of others in which this interpreter knows something to be otherwise. */
  readonly #touched = new Set<Layer>();
  readonly #sharing = new Set<Frame>();

  // What was shared until now may not be right any more.
  #touch(layer: Layer): void {
    if (this.#touched.has(layer)) return;
    this.#touched.add(layer);
    if (this.isSpoiled) return;
    for (const frame of this.#sharing) this.#enqueue(frame);
    this.#sharing.clear();
  }

  /** Notes that an object may have properties that are not seen. */
  open(object: ObjectAtom): void {
    if (object.isOpen) return;
    if (!this.owns(layerOf(object))) this.#touch(layerOf(object));
    if (!this.isSpoiled) object.isOpen = true;
  }

  /** Whether a layer is this interpreter's. */
  owns(layer: Layer): boolean {
    return layer === this.#layer;
  }

  /** It has changed something that others share, for which this interpreter is no good: nothing is run any more. */
  get isSpoiled(): boolean {
    return this.#isSpoiltByChanges && this.#touched.size > 0;
  }

  /** Whether a layer is not this interpreter's, and as it was. */
  isUntouched(layer: Layer): boolean {
    return layer !== this.#layer && !this.#touched.has(layer);
  }

  #enqueue(frame: Frame): void {
    if (frame.isQueued || this.#runs >= MOST_RUNS) return;
    frame.isQueued = true;
    this.#queue.push(frame);
  }

  hazard(kind: HazardKind, name: string, span: Span, may = false, givenTo?: Span): void {
    if (this.current.addHazard({ kind, name, span, may, givenTo }) && this.isHarmless(this.current))
      this.#harmlessCount += 1;
  }

  edge(to: Frame, span: Span, may: boolean): void {
    const isNew = this.current.addEdge(to, span, may, !may && this.uncertain === 0);
    if (isNew && this.isHarmless(this.current) && !this.isHarmless(to)) this.#harmlessCount += 1;
  }

  // Grows when something that was harmless need not be so any more.
  #harmlessCount = 0;

  /** Whether a frame is known to lead to no hazard. */
  isHarmless(frame: Frame): boolean {
    // The interpreter of the packages speaks for all that is shared.
    if (frame.layer !== this.#layer && this.packages !== undefined) return this.packages.isHarmless(frame);
    return frame.harmlessAt === this.#harmlessCount;
  }

  noteHarmless(frame: Frame): void {
    if (frame.layer !== this.#layer && this.packages !== undefined) this.packages.noteHarmless(frame);
    else frame.harmlessAt = this.#harmlessCount;
  }

  /** Calls a function of the interpreted code and gives what it returns. */
  invoke(callee: FunctionAtom, self: Value, given: Arguments, span: Span, may: boolean): Value {
    const args = withoutDetails(given);
    if (callee.code === undefined) return EMPTY;
    const { module, name } = callee;
    if (this.host.isTrusted(module, name)) return UNKNOWN;
    if (module.packageName !== undefined && this.#budget.isExhausted(module.packageName)) return UNKNOWN;
    if (module.code.functions[callee.code]?.isGenerator === true) return this.#generator(callee, self, args, span, may);
    const shared = callee.frame.layer === this.#layer ? undefined : this.#share(callee, self, args);
    if (shared === undefined) return this.#call(callee, self, args, span, may);
    this.#sharing.add(this.current);
    if (shared.frame !== undefined) this.edge(shared.frame, span, may);
    return shared.result;
  }

  readonly #summaries = new Summaries();

  #share(callee: FunctionAtom, self: Value, args: Arguments): Summary | undefined {
    // What is known of shared code need not hold where any of it has been changed.
    if (this.packages === undefined || this.subject === 'call' || this.#touched.size > 0) return undefined;
    const isOfPackage = callee.module.packageName !== undefined;
    if (!isOfPackage && this.subject === 'helper') return undefined;
    const summaries = isOfPackage ? this.packages.#summaries : this.#helpers?.summaries;
    const call = summaries?.share(this, self, args, isOfPackage);
    if (summaries === undefined || call === undefined) return undefined;
    const key = `${callee.id}|${contextKey(call.self, call.args)}`;
    return summaries.get(key, () => this.#summarise(callee, call, isOfPackage ? 'call' : 'helper'));
  }

  #summarise(callee: FunctionAtom, { self, args }: SharedCall, subject: Subject): Summary | undefined {
    const interpreter = new Interpreter(this.host, this.shared, subject);
    let frame: Frame | undefined;
    interpreter.enter(callee.module, () => {
      interpreter.#call(callee, self, args, NO_SPAN, false);
      frame = interpreter.#frameFor(callee, self, args);
    });
    interpreter.settle();
    if (frame === undefined || interpreter.isSpoiled) return undefined;
    const result = interpreter.look(frame.returns);
    // Whoever gets an object that was made for it may change it.
    const isFinal =
      subject === 'call' || !result.some((atom) => atom.kind === 'object' && layerOf(atom) === frame?.layer);
    if (!isFinal) return undefined;
    // Most calls lead to nothing, and then nobody needs to know where they lead.
    if (isWithoutHazards(frame)) return { frame: undefined, result };
    if (this.packages !== undefined) this.packages.#frames += interpreter.#frames;
    return { frame, result };
  }

  // Calling a generator function runs nothing of it.
  #generator(callee: FunctionAtom, self: Value, args: Arguments, span: Span, may: boolean): Value {
    const caller = this.current;
    const generator = this.object(`generator ${callee.id} ${span[0]}`, 'Generator');
    const known = generator.pending;
    generator.pending =
      known === undefined
        ? { callee, self, args, span, may, caller }
        : { ...known, self: join(known.self, self), args: joinArguments(known.args, args), may: known.may && may };
    return [generator];
  }

  /** What a generator gives to whoever asks it: only then its function runs. */
  iterate({ pending }: ObjectAtom, may: boolean): Value {
    if (pending === undefined) return UNKNOWN;
    const { current } = this;
    const { callee, self, args, span, caller } = pending;
    // Its call stands where the generator was made.
    if (caller.layer === this.#layer) this.current = caller;
    const lists = this.#call(callee, self, args, span, may || pending.may);
    this.current = current;
    const frame = this.#frameFor(callee, self, args);
    if (frame === undefined) return UNKNOWN;
    this.read(frame.returns);
    const yields = frame.madeAlready(YIELDS);
    return yields?.kind === 'object' && lists.includes(yields) ? this.read(yields.elements) : EMPTY;
  }

  /** Hands a value to a generator, whose `yield` gives it. */
  send({ pending }: ObjectAtom, value: Value): void {
    const frame = pending && this.#frameFor(pending.callee, pending.self, pending.args);
    if (frame !== undefined) this.write(frame.sent, value);
  }

  /** What the functions of generators return, which their last steps give, and a `yield*` of them. */
  returnedBy(generators: Value): Value {
    let result: Value = EMPTY;
    for (const each of generators) {
      const pending = each.kind === 'object' ? each.pending : undefined;
      const frame = pending && this.#frameFor(pending.callee, pending.self, pending.args);
      if (frame === undefined) continue;
      const yields = frame.madeAlready(YIELDS);
      result = join(
        result,
        this.read(frame.returns).filter((atom) => atom !== yields),
      );
    }
    return result;
  }

  #call(callee: FunctionAtom, self: Value, args: Arguments, span: Span, may: boolean): Value {
    const frame = this.#frameFor(callee, self, args);
    if (frame === undefined) return UNKNOWN;
    this.edge(frame, span, may);
    if (frame.state === 'new') {
      if (this.#stack < DEEPEST_STACK) this.#run(frame);
      else this.#enqueue(frame);
    }
    return this.read(frame.returns);
  }

  #frameFor(callee: FunctionAtom, self: Value, args: Arguments): Frame | undefined {
    let contexts = this.#contexts.get(callee);
    if (contexts === undefined) this.#contexts.set(callee, (contexts = new Map<string, Frame>()));
    const key = contextKey(self, args);
    const existing = contexts.get(key);
    if (existing !== undefined) return existing;
    const own = callee.code === undefined ? undefined : callee.module.code.functions[callee.code];
    const most = callee.module.packageName === undefined ? MOST_CONTEXTS : MOST_CONTEXTS_IN_PACKAGES;
    const depth = this.#depthOf(callee);
    const isGeneric = contexts.size >= most || depth > DEEPEST_RECURSION || isCrowded(self, args);
    if (isGeneric) {
      const generic = contexts.get('*');
      if (generic !== undefined) {
        this.#widen(generic, self, args);
        return generic;
      }
    }
    if (this.#frames >= MOST_FRAMES || own === undefined || callee.code === undefined) return undefined;
    this.#frames += 1;
    const frame = new Frame(
      this.#layer,
      callee.module,
      callee.code,
      callee.frame,
      callee,
      self,
      args,
      depth,
      isGeneric,
    );
    contexts.set(isGeneric ? '*' : key, frame);
    return frame;
  }

  #widen(frame: Frame, self: Value, args: Arguments): void {
    this.write(frame.self, self);
    args.list.forEach((value, index) => {
      const cell = frame.args[index];
      if (cell === undefined) this.write(frame.restArgs, value);
      else this.write(cell, value);
    });
    if (args.rest !== undefined) this.write(frame.restArgs, args.rest);
    // A call with fewer arguments leaves the others undefined, which a default may stand in for.
    for (const cell of frame.args.slice(args.list.length)) this.write(cell, UNKNOWN);
  }

  // The same code further up: its closures would be made anew for ever.
  #depthOf(callee: FunctionAtom): number {
    let depth = 0;
    let hops = 0;
    for (
      let frame = this.current as Frame | undefined;
      frame !== undefined && hops < 40;
      frame = frame.parent, hops += 1
    ) {
      if (frame.module === callee.module && frame.code === callee.code) depth = Math.max(depth, frame.depth + 1);
    }
    for (
      let frame: Frame | undefined = callee.frame;
      frame !== undefined && hops < 80;
      frame = frame.parent, hops += 1
    ) {
      if (frame.module === callee.module && frame.code === callee.code) depth = Math.max(depth, frame.depth + 1);
    }
    return depth;
  }

  #run(frame: Frame): void {
    if (this.isSpoiled) return;
    const most = frame.module.packageName === undefined ? MOST_RUNS_OF_ONE : MOST_RUNS_OF_ONE_IN_PACKAGES;
    if (frame.isEntry || frame.state === 'running' || this.#runs >= MOST_RUNS || frame.runs >= most) {
      // What it read has grown meanwhile: it is looked at again when it is done.
      if (frame.state === 'running') frame.isOutdated = true;
      return;
    }
    this.#runs += 1;
    frame.runs += 1;
    const { current, caught, uncertain } = this;
    const outerWork = this.#ownWork;
    this.current = frame;
    this.#ownWork = frame.module.packageName === undefined ? undefined : this.#budget.of(frame.module.packageName);
    this.caught = 0;
    this.uncertain = 0;
    this.#stack += 1;
    frame.state = 'running';
    frame.isStuck = false;
    try {
      runFrame(this, frame);
    } catch (error) {
      // Code nested so deeply that the stack ends is left as it is; its other functions are still looked at.
      if (!(error instanceof RangeError)) throw error;
    } finally {
      frame.state = 'done';
      if (frame.isOutdated) {
        frame.isOutdated = false;
        this.#enqueue(frame);
      }
      this.#stack -= 1;
      this.current = current;
      this.#ownWork = outerWork;
      this.caught = caught;
      this.uncertain = uncertain;
    }
  }

  evaluate(expression: Expression): Value {
    if (this.#ownWork !== undefined) this.#budget.spend(this.#ownWork);
    return evaluateExpression(this, expression);
  }

  /** Notes that something was needed that is not known yet. */
  stuck(): boolean {
    if (this.current.isForced) return true;
    this.current.isStuck = true;
    this.#stuck.add(this.current);
    return false;
  }

  /** The variable's cell in the activation that it belongs to. */
  cellOf(variable: number): Cell {
    const { current } = this;
    const owner = current.module.code.variables[variable]?.owner ?? 0;
    let frame: Frame | undefined = current;
    while (frame !== undefined && !(frame.code === owner && frame.module === current.module)) frame = frame.parent;
    return (frame ?? this.moduleFrame(current.module.path) ?? current).cell(variable);
  }

  /** An object that an expression of this frame makes; the same one each time that the frame is run. */
  object(site: Site, of?: string, lacks?: ReadonlySet<string>): ObjectAtom {
    const { current } = this;
    return current.made(site, () => newObject(current.layer, of, lacks));
  }

  /** The closure of a function in this frame. */
  closure(code: number): FunctionAtom {
    return this.current.closure(code);
  }

  /** The class that a class expression of this frame makes. */
  classAtom(code: ClassCode, site: number): FunctionAtom {
    const { current } = this;
    return current.made(
      site,
      () => new FunctionAtom(current.module, code.construct ?? undefined, code.name, current, true),
    );
  }
}

/** Whether neither a frame nor any that it leads to has a hazard, as far as all of them are of one interpreter. */
function isWithoutHazards(start: Frame): boolean {
  const seen = new Set([start]);
  for (const frame of seen) {
    for (const _hazard of frame.hazards) return false;
    for (const { to } of frame.edges) {
      // What others have loaded may have grown by tomorrow.
      if (to.layer !== start.layer) return false;
      seen.add(to);
    }
  }
  return true;
}
