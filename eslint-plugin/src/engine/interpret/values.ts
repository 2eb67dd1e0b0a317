/**
 * What an expression may be when a workflow runs: a set of atoms. An empty set is the value of what was not computed yet.
 *
 * @module
 */

import type { LoadedModule } from './loaded-module.js';
import type { Span } from '../module-code.js';
import type { Arguments, Frame } from './frame.js';

export type Value = readonly Atom[];

export type Atom =
  | ConstantAtom
  | TypedAtom
  | UnknownAtom
  | InertAtom
  | HostAtom
  | AbsentAtom
  | PackageAtom
  | FunctionAtom
  | ObjectAtom
  | NamespaceAtom
  | BoundAtom;

export interface ConstantAtom {
  readonly kind: 'constant';
  readonly id: number;
  readonly value: string | number | boolean | null | undefined;
}

/** A primitive of which only the type is known. */
export interface TypedAtom {
  readonly kind: 'typed';
  readonly id: number;
  readonly type: string;
}

/** Anything. Where it is a member of something unknown, its name may still tell what a call of it does. */
export interface UnknownAtom {
  readonly kind: 'unknown';
  readonly id: number;
  readonly method: string | undefined;
}

/** Something of the SDK, by the path that leads to it: `@temporalio/workflow.workflowInfo().unsafe`. */
export interface InertAtom {
  readonly kind: 'inert';
  readonly id: number;
  readonly path: string;
}

/** Something that the sandbox has, by its path: `Date.prototype`, `Intl.DateTimeFormat`. */
export interface HostAtom {
  readonly kind: 'host';
  readonly id: number;
  readonly path: string;
}

/** `undefined`, because the sandbox lacks this global. */
export interface AbsentAtom {
  readonly kind: 'absent';
  readonly id: number;
  readonly name: string;
}

/** Something of a package that is judged by its name. */
export interface PackageAtom {
  readonly kind: 'package';
  readonly id: number;
  readonly name: string;
  readonly path: string;
}

/** A function or class with the activation that it closes over. */
export class FunctionAtom {
  readonly kind = 'function';
  readonly id = newId();
  #statics: ObjectAtom | undefined;
  /** What `super` means in it. */
  home: Home | undefined = undefined;
  /** Fields that `new` gives to the object. */
  fields: readonly Field[] = [];
  parent: Cell | undefined = undefined;

  constructor(
    readonly module: LoadedModule,
    /** Index of its code; undefined for a class without a constructor. */
    readonly code: number | undefined,
    readonly name: string,
    readonly frame: Frame,
    readonly isClass: boolean,
  ) {}

  /** Its own properties: statics, `prototype`. Most functions have none. */
  get statics(): ObjectAtom {
    return (this.#statics ??= newObject(this.frame.layer));
  }
}

export interface Home {
  /** A class, or an object that is written out. */
  readonly of: FunctionAtom | ObjectAtom;
  readonly isStatic: boolean;
}

export interface Field {
  readonly key: string | undefined;
  readonly initialiser: FunctionAtom | undefined;
}

/** An object that is made somewhere in the interpreted code. */
export interface ObjectAtom {
  readonly kind: 'object';
  readonly id: number;
  /** The host class it is an instance of: `Array`, `Map`, `Date`; undefined for a plain object. */
  readonly of: string | undefined;
  properties: Cells;
  getters: Cells;
  setters: Cells;
  /** Of a Map: what stands under the keys that are known; whatever stands in it is among its elements, too. */
  keyed: Cells;
  /** What stands under names that are not known, and in collections. */
  readonly elements: Cell;
  readonly prototype: Cell;
  /** May have properties that are not seen. */
  isOpen: boolean;
  /** Of a generator: what runs when it is asked for its elements. */
  pending: PendingCall | undefined;
  /** Of a proxy: what stands behind it. */
  proxy: ProxyParts | undefined;
  /** What a literal gives it by name; what comes later may come or not. */
  given: ReadonlySet<string>;
  /** Facts that a later call needs: which arguments an `Intl` object was made without. */
  readonly lacks: ReadonlySet<string>;
}

/** What a proxy was made of. */
export interface ProxyParts {
  readonly target: Cell;
  readonly handler: Cell;
}

/** A call that has been made and has not run yet. */
export interface PendingCall {
  readonly callee: FunctionAtom;
  readonly self: Value;
  readonly args: Arguments;
  readonly span: Span;
  /** The call is likely, not certain. */
  readonly may: boolean;
  /** Who made it. */
  readonly caller: Frame;
}

/** Cells by name. They are added with `cellIn` and `setCell` only: an object without any shares its table with all such objects. */
export type Cells = ReadonlyMap<string, Cell>;

export interface NamespaceAtom {
  readonly kind: 'namespace';
  readonly id: number;
  readonly module: LoadedModule;
}

export interface BoundAtom {
  readonly kind: 'bound';
  readonly id: number;
  readonly target: Value;
  readonly self: Value;
  readonly args: readonly Value[];
}

/**
 * Which cells an interpreter may change. What it learns of those of another layer, it keeps for itself: so what one workflow does
 * to a package is not seen by the next one.
 */
export type Layer = symbol;

/** A place that holds a value. What has read it is looked at again when the value grows. */
export interface Cell {
  value: Value;
  readonly layer: Layer;
  /** Most cells are read by one frame only. */
  readers: Frame | Set<Frame> | undefined;
}

let nextId = 0;
export const newId = (): number => nextId++;

export const newCell = (layer: Layer, value: Value = EMPTY): Cell => ({ value, layer, readers: undefined });

export const EMPTY: Value = [];

const NO_CELLS: Cells = new Map();

/** An object with nothing in it. */
export function newObject(layer: Layer, of?: string, lacks: ReadonlySet<string> = LACKS_NOTHING): ObjectAtom {
  return {
    kind: 'object',
    id: newId(),
    of,
    properties: NO_CELLS,
    getters: NO_CELLS,
    setters: NO_CELLS,
    keyed: NO_CELLS,
    elements: newCell(layer),
    prototype: newCell(layer),
    isOpen: false,
    pending: undefined,
    proxy: undefined,
    given: NOTHING_GIVEN,
    lacks,
  };
}

const NOTHING_GIVEN: ReadonlySet<string> = new Set();
const LACKS_NOTHING: ReadonlySet<string> = new Set();

export function layerOf({ elements }: ObjectAtom): Layer {
  return elements.layer;
}

type Table = 'properties' | 'getters' | 'setters' | 'keyed';

/** The cell under a name, made where there is none. */
export function cellIn(object: ObjectAtom, table: Table, name: string): Cell {
  const known = object[table].get(name);
  if (known !== undefined) return known;
  const cell = newCell(layerOf(object));
  setCell(object, table, name, cell);
  return cell;
}

export function setCell(object: ObjectAtom, table: Table, name: string, cell: Cell): void {
  if (object[table] === NO_CELLS) object[table] = new Map();
  (object[table] as Map<string, Cell>).set(name, cell);
}

/** The name that a member has under a computed key; undefined where it is not known. */
export function nameOfKey(atom: Atom): string | undefined {
  if (atom.kind === 'constant') return String(atom.value);
  // No text is the name of a symbol.
  return atom.kind === 'object' && atom.of === 'Symbol' ? `@@symbol ${atom.id}` : undefined;
}

/** The names that a member may have under a computed key; undefined where one of them, or the key, is not known. */
export function namesOf(key: Value): readonly string[] | undefined {
  const names = key.flatMap((atom) => nameOfKey(atom) ?? []);
  return names.length === 0 || names.length < key.length ? undefined : names;
}

// The same thing is the same value each time.
function interned<Key>(make: (key: Key, id: number) => Atom): (key: Key) => Value {
  const values = new Map<Key, Value>();
  return (key) => {
    let value = values.get(key);
    if (value === undefined) values.set(key, (value = [make(key, newId())]));
    return value;
  };
}

export const constant = interned<ConstantAtom['value']>((value, id) => ({ kind: 'constant', id, value }));
export const typed = interned<string>((type, id) => ({ kind: 'typed', id, type }));
export const inert = interned<string>((path, id) => ({ kind: 'inert', id, path }));
export const host = interned<string>((path, id) => ({ kind: 'host', id, path }));
export const absent = interned<string>((name, id) => ({ kind: 'absent', id, name }));
const unknownMember = interned<string | undefined>((method, id) => ({ kind: 'unknown', id, method }));
export const unknown = (method?: string): Value => unknownMember(method);
const packages = new Map<string, (path: string) => Value>();

export function packaged(name: string, path: string): Value {
  let memberOf = packages.get(name);
  if (memberOf === undefined)
    packages.set(name, (memberOf = interned((each, id) => ({ kind: 'package', id, name, path: each }))));
  return memberOf(path);
}

export const UNDEFINED = constant(undefined);
export const UNKNOWN = unknown();
export const BOOLEAN = typed('boolean');
export const STRING = typed('string');
export const NUMBER = typed('number');
/** A date as the people of some place write it, which says nothing of its zone. */
export const LOCALE_TEXT: Value = [{ kind: 'typed', id: newId(), type: 'string' }];

const MOST_ATOMS = 16;
const MOST_ATOMS_EVER = 64;

/** Everything that any of the values may be. Constants that are too many become their types. */
export function join(a: Value, b: Value): Value {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  if (a.length >= MOST_ATOMS_EVER) return a;
  const missing = b.filter((atom) => !a.includes(atom));
  if (missing.length === 0) return a;
  const all = [...a, ...missing];
  return all.length > MOST_ATOMS ? widen(all) : all;
}

export function joinAll(values: readonly Value[]): Value {
  return values.reduce(join, EMPTY);
}

function widen(value: Value): Value {
  const kept = new Set<Atom>();
  for (const atom of value) {
    if (atom.kind === 'constant' && atom.value !== undefined && atom.value !== null) {
      for (const each of typed(typeof atom.value)) kept.add(each);
    } else kept.add(atom);
  }
  // Beyond this the answer would say nothing any more; what is already there stays, so that values only ever grow.
  return [...kept].slice(0, MOST_ATOMS_EVER);
}

/** Whether the value counts as true: undefined where it depends. */
export function truthiness(value: Value): boolean | undefined {
  let seen: boolean | undefined;
  for (const atom of value) {
    const own = truthinessOf(atom);
    if (own === undefined || (seen !== undefined && seen !== own)) return undefined;
    seen = own;
  }
  return seen;
}

function truthinessOf(atom: Atom): boolean | undefined {
  switch (atom.kind) {
    case 'constant':
      return Boolean(atom.value);
    case 'absent':
      return false;
    case 'host':
      return true;
    case 'function':
    case 'object':
    case 'namespace':
    case 'bound':
      return true;
    default:
      return undefined;
  }
}

/** Whether the value is null or undefined: undefined where it depends. */
export function nullishness(value: Value): boolean | undefined {
  let seen: boolean | undefined;
  for (const atom of value) {
    const own =
      atom.kind === 'constant'
        ? atom.value == null
        : atom.kind === 'absent'
          ? true
          : atom.kind === 'unknown' || atom.kind === 'inert' || atom.kind === 'package'
            ? undefined
            : false;
    if (own === undefined || (seen !== undefined && seen !== own)) return undefined;
    seen = own;
  }
  return seen;
}

/** The value's `typeof`: undefined where it depends. */
export function typeOf(value: Value): string | undefined {
  let seen: string | undefined;
  for (const atom of value) {
    const own = typeOfAtom(atom);
    if (own === undefined || (seen !== undefined && seen !== own)) return undefined;
    seen = own;
  }
  return seen;
}

function typeOfAtom(atom: Atom): string | undefined {
  switch (atom.kind) {
    case 'constant':
      return atom.value === null ? 'object' : typeof atom.value;
    case 'typed':
      return atom.type;
    case 'absent':
      return 'undefined';
    case 'function':
    case 'bound':
      return 'function';
    case 'object':
      if (atom.of === 'Symbol') return 'symbol';
      // It is what its target is.
      return atom.proxy === undefined ? 'object' : undefined;
    case 'namespace':
      return 'object';
    default:
      return undefined;
  }
}
