/**
 * Calls that no call expression shows: the language itself asks an object for its text, its number, its JSON or its elements.
 *
 * @module
 */

import type { Span } from '../module-code.js';
import { callValue, NO_SPAN, UNKNOWN_ARGUMENTS } from './calls.js';
import type { Interpreter } from './interpreter.js';
import { type Arguments, NO_ARGUMENTS } from './frame.js';
import { getMember, memberOfObject } from './members.js';
import { type Atom, EMPTY, join, type ObjectAtom, UNKNOWN, type Value } from './values.js';

/** Calls a method of an object where the interpreted code has one; what its class inherits from the language is left out. */
function callOwn(
  interpreter: Interpreter,
  object: ObjectAtom,
  name: string,
  args: Arguments = NO_ARGUMENTS,
): Value | undefined {
  const method = methodOf(interpreter, object, name, new Set()).filter(isOwn);
  if (method.length === 0) return undefined;
  return callValue(interpreter, method, { self: [object], args, span: NO_SPAN, may: false });
}

// By its name only: what stands under names that are not known would be called by every conversion.
function methodOf(interpreter: Interpreter, object: ObjectAtom, name: string, asked: Set<ObjectAtom>): Value {
  const own = object.properties.get(name);
  if (own !== undefined && interpreter.look(own).length > 0) return interpreter.read(own);
  if (asked.has(object)) return EMPTY;
  asked.add(object);
  return interpreter
    .read(object.prototype)
    .reduce<Value>(
      (result, parent) =>
        parent.kind === 'object' ? join(result, methodOf(interpreter, parent, name, asked)) : result,
      EMPTY,
    );
}

function isOwn({ kind }: Atom): boolean {
  return kind === 'function' || kind === 'bound';
}

/** What `String(value)`, a template or an operator does to an object. */
export function convert(interpreter: Interpreter, value: Value): void {
  for (const atom of value) {
    if (atom.kind !== 'object' || atom.of !== undefined) continue;
    for (const name of ['@@toPrimitive', 'valueOf', 'toString']) callOwn(interpreter, atom, name);
  }
}

/** What is done to a value that becomes a part of a text; a date tells its time in the host's zone. */
export function convertToText(interpreter: Interpreter, value: Value, span: Span, may = false): void {
  const isDate = value.some((atom) => atom.kind === 'object' && atom.of === 'Date');
  // A package that makes texts of values of any kind is not about dates.
  if (isDate && interpreter.current.module.packageName === undefined)
    interpreter.hazard('host-time-zone', 'toString() of a Date', span, may);
  convert(interpreter, value);
}

/** What `await` gives: of an object with a `then` of its own, what that hands on. */
export function settle(interpreter: Interpreter, value: Value): Value {
  return value.reduce<Value>((result, atom) => {
    const isThenable =
      atom.kind === 'object' &&
      atom.of === undefined &&
      callOwn(interpreter, atom, 'then', UNKNOWN_ARGUMENTS) !== undefined;
    return join(result, isThenable ? join([atom], UNKNOWN) : [atom]);
  }, EMPTY);
}

// Larger values are hardly written by hand.
const MOST_JSON_OBJECTS = 100;

/** What `JSON.stringify` calls: `toJSON` of everything in the value. */
export function callToJson(interpreter: Interpreter, value: Value): void {
  const seen = new Set(value);
  for (const atom of seen) {
    if (seen.size > MOST_JSON_OBJECTS) return;
    if (atom.kind !== 'object' || callOwn(interpreter, atom, 'toJSON') !== undefined) continue;
    for (const name of [...atom.getters.keys()])
      for (const each of memberOfObject(interpreter, atom, name, [atom])) seen.add(each);
    for (const cell of [...atom.properties.values(), atom.elements])
      for (const each of interpreter.read(cell)) seen.add(each);
  }
}

/** What a loop over an object with an iterator of its own gives; undefined where it has none. */
export function iterate(interpreter: Interpreter, object: ObjectAtom): Value | undefined {
  let result: Value | undefined;
  for (const name of ['@@iterator', '@@asyncIterator']) {
    const iterators = callOwn(interpreter, object, name);
    for (const iterator of iterators ?? EMPTY)
      result = join(result ?? EMPTY, elementsOfIterator(interpreter, iterator));
    if (iterators !== undefined) result ??= EMPTY;
  }
  return result;
}

/** What a loop that is left before its end calls. */
export function closeIterators(interpreter: Interpreter, value: Value): void {
  for (const atom of value) {
    if (atom.kind !== 'object' || atom.of !== undefined) continue;
    for (const name of ['@@iterator', '@@asyncIterator'])
      for (const iterator of callOwn(interpreter, atom, name) ?? EMPTY)
        if (iterator.kind === 'object') callOwn(interpreter, iterator, 'return');
  }
}

function elementsOfIterator(interpreter: Interpreter, iterator: Atom): Value {
  if (iterator.kind !== 'object') return UNKNOWN;
  if (iterator.pending !== undefined) return interpreter.iterate(iterator, false);
  if (iterator.of === 'Array') return interpreter.read(iterator.elements);
  const given = callOwn(interpreter, iterator, 'next') ?? UNKNOWN;
  return getMember(interpreter, given, 'value', NO_SPAN);
}
