/**
 * Maps from names, or from classes, to functions are how tables and registries are written: what stands under one key is told from
 * what stands under others.
 *
 * @module
 */

import type { Interpreter } from './interpreter.js';
import { type Atom, cellIn, EMPTY, join, nameOfKey, type ObjectAtom, type Value } from './values.js';

// No key is this one.
const ANY_KEY = '?';

/** Whether an object is a map that the sandbox's own class has made. */
export function isMap({ of }: ObjectAtom): boolean {
  return of === 'Map' || of === 'WeakMap';
}

/** Puts a value into a map. */
export function setEntry(interpreter: Interpreter, map: ObjectAtom, key: Value, value: Value): void {
  interpreter.write(map.elements, value);
  const names = identitiesOf(key) ?? [ANY_KEY];
  for (const name of names) interpreter.write(cellIn(map, 'keyed', name), value);
}

/** What a map may give for a key. */
export function getEntry(interpreter: Interpreter, map: ObjectAtom, key: Value): Value {
  // The key is not known yet; where it never will be, it may be any.
  if (key.length === 0 && !interpreter.stuck()) return EMPTY;
  const names = identitiesOf(key);
  if (names === undefined || names.length === 0) return interpreter.read(map.elements);
  return [...names, ANY_KEY].reduce<Value>(
    (all, name) => join(all, interpreter.read(cellIn(map, 'keyed', name))),
    EMPTY,
  );
}

/** What tells keys from each other; undefined where one of them is not known. */
function identitiesOf(key: Value): string[] | undefined {
  const names = key.flatMap((atom) => identityOf(atom) ?? []);
  return names.length < key.length ? undefined : names;
}

function identityOf(atom: Atom): string | undefined {
  if (atom.kind === 'constant') return `${typeof atom.value} ${String(atom.value)}`;
  // Other objects may be known by several atoms.
  return atom.kind === 'function' && atom.isClass ? `class ${atom.id}` : nameOfKey(atom);
}
