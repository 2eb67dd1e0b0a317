/**
 * By what calls of one function are told from each other: each context is interpreted by itself.
 *
 * @module
 */

import type { Arguments } from './frame.js';
import { type Atom, EMPTY, join, NUMBER, UNDEFINED, UNKNOWN, type Value } from './values.js';

// An argument that may be more things than these is still growing, and each of its states would be a context of its own.
const MOST_ATOMS_IN_CONTEXT = 4;

/** What either of two calls may give. */
export function joinArguments(a: Arguments, b: Arguments): Arguments {
  const length = Math.max(a.list.length, b.list.length);
  const list = Array.from({ length }, (_each, index) => join(a.list[index] ?? UNDEFINED, b.list[index] ?? UNDEFINED));
  return { list, rest: join(a.rest ?? EMPTY, b.rest ?? EMPTY) };
}

/** Whether a call may give so many things that it is no context of its own. */
export function isCrowded(self: Value, { list, rest = EMPTY }: Arguments): boolean {
  if (self.length > MOST_ATOMS_IN_CONTEXT || rest.length > MOST_ATOMS_IN_CONTEXT) return true;
  return list.some((value) => value.length > MOST_ATOMS_IN_CONTEXT);
}

/** A text that is the same for calls which are looked at together. */
export function contextKey(self: Value, { list, rest }: Arguments): string {
  return `${keyOf(self)}|${list.map(keyOf).join(',')}|${rest === undefined ? '' : keyOf(rest)}`;
}

/** A text that is the same for values of the same atoms. */
export function keyOf(value: Value): string {
  const [first] = value;
  if (first === undefined) return '';
  return value.length === 1 ? String(first.id) : value.map(atomKey).sort().join('+');
}

function atomKey({ id }: Atom): string {
  return String(id);
}

/** Arguments without what decides too rarely which function is called to be worth a context each. */
export function withoutDetails(args: Arguments): Arguments {
  const { list, rest } = args;
  if (!list.some(isDetailed) && (rest === undefined || !isDetailed(rest))) return args;
  return { list: list.map(withoutNumbers), rest: rest === undefined ? undefined : withoutNumbers(rest) };
}

function isDetailed(value: Value): boolean {
  return value.some(
    (atom) =>
      (atom.kind === 'constant' && typeof atom.value === 'number') ||
      (atom.kind === 'unknown' && atom.method !== undefined),
  );
}

/** The value with one atom for all numbers. */
export function withoutNumbers(value: Value): Value {
  if (!isDetailed(value)) return value;
  return value.reduce<Value>((result, atom) => {
    if (atom.kind === 'constant' && typeof atom.value === 'number') return join(result, NUMBER);
    return join(result, atom.kind === 'unknown' ? UNKNOWN : [atom]);
  }, EMPTY);
}
