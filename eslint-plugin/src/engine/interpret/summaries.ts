/**
 * Most calls of a package's functions do not depend on the workflow that makes them: what they are given is text, numbers, or
 * the package's own. Each is interpreted once, apart from everything else, and all workflows share what came of it.
 *
 * @module
 */

import { keyOf, withoutNumbers } from './contexts.js';
import type { Arguments, Frame } from './frame.js';
import type { Interpreter } from './interpreter.js';
import { type Atom, cellIn, EMPTY, type Layer, layerOf, newObject, type ObjectAtom, type Value } from './values.js';

/** What came of a call. */
export interface Summary {
  /** Undefined where it leads to no hazard. */
  readonly frame: Frame | undefined;
  readonly result: Value;
}

/** A call that can be shared. */
export interface SharedCall {
  readonly self: Value;
  readonly args: Arguments;
}

// Options that are written out.
const DEEPEST_DATA = 2;
const LARGEST_DATA = 16;

/** What is known of the calls of packages. */
export class Summaries {
  /** Of objects that stand for all of one shape. */
  readonly #layer: Layer = Symbol('data');
  readonly #data = new Map<string, ObjectAtom>();
  readonly #known = new Map<string, Summary | undefined>();

  /** What came of a call; undefined where it changes something, which has to happen in the workflow that makes it. */
  get(key: string, make: () => Summary | undefined): Summary | undefined {
    if (this.#known.has(key)) return this.#known.get(key);
    const summary = make();
    this.#known.set(key, summary);
    return summary;
  }

  /**
   * The call with values that no workflow owns; undefined where it has others.
   *
   * @param hasData whether an object of nothing but texts, numbers and the like may be given as another one of the same
   */
  share(interpreter: Interpreter, self: Value, { list, rest }: Arguments, hasData: boolean): SharedCall | undefined {
    const depth = hasData ? 0 : DEEPEST_DATA;
    const sharedSelf = this.#value(interpreter, self, depth);
    const sharedRest = rest === undefined ? undefined : this.#value(interpreter, rest, depth);
    if (sharedSelf === undefined || (rest !== undefined && sharedRest === undefined)) return undefined;
    const sharedList: Value[] = [];
    for (const each of list) {
      const shared = this.#value(interpreter, each, depth);
      if (shared === undefined) return undefined;
      sharedList.push(shared);
    }
    return { self: sharedSelf, args: { list: sharedList, rest: sharedRest } };
  }

  #value(interpreter: Interpreter, value: Value, depth: number): Value | undefined {
    if (value.every((atom) => isShared(interpreter, atom))) return value;
    const atoms: Atom[] = [];
    for (const atom of value) {
      if (isShared(interpreter, atom)) atoms.push(atom);
      else {
        const data = atom.kind === 'object' ? this.#dataLike(interpreter, atom, depth) : undefined;
        if (data === undefined) return undefined;
        if (!atoms.includes(data)) atoms.push(data);
      }
    }
    return atoms;
  }

  // An object of nothing but texts, numbers and the like is as good as another one of the same.
  #dataLike(interpreter: Interpreter, object: ObjectAtom, depth: number): ObjectAtom | undefined {
    if (depth >= DEEPEST_DATA || !isPlain(interpreter, object) || object.properties.size > LARGEST_DATA)
      return undefined;
    const parts: [name: string, value: Value][] = [];
    for (const [name, cell] of object.properties) {
      const value = interpreter.read(cell);
      if (value.length > 0) parts.push([name, value]);
    }
    const all: [name: string, value: Value][] = [];
    for (const [name, value] of [...parts, ['', interpreter.read(object.elements)] as [string, Value]]) {
      const shared = this.#value(interpreter, withoutNumbers(value), depth + 1);
      if (shared === undefined) return undefined;
      all.push([name, shared]);
    }
    const key = `${object.of ?? ''}{${all.map(([name, value]) => `${name}:${keyOf(value)}`).join(',')}}`;
    let data = this.#data.get(key);
    if (data === undefined) {
      data = newObject(this.#layer, object.of);
      for (const [name, value] of all.slice(0, -1)) cellIn(data, 'properties', name).value = value;
      data.elements.value = all.at(-1)?.[1] ?? EMPTY;
      this.#data.set(key, data);
    }
    return data;
  }
}

function isPlain(interpreter: Interpreter, { of, getters, setters, pending, proxy, isOpen, prototype }: ObjectAtom) {
  return (
    (of === undefined || of === 'Array') &&
    getters.size + setters.size === 0 &&
    pending === undefined &&
    proxy === undefined &&
    !isOpen &&
    interpreter.read(prototype).length === 0
  );
}

function isShared(interpreter: Interpreter, atom: Atom): boolean {
  switch (atom.kind) {
    case 'function':
      return interpreter.isUntouched(atom.frame.layer);
    case 'object':
      return interpreter.isUntouched(layerOf(atom));
    case 'namespace':
      return atom.module.packageName !== undefined;
    case 'bound':
      return false;
    default:
      return true;
  }
}
