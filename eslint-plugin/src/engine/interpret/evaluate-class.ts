import type { ClassCode, ClassMember, Expression } from '../module-code.js';
import { callValue, NO_SPAN } from './calls.js';
import type { Interpreter } from './interpreter.js';
import { getMember } from './members.js';
import {
  type Atom,
  cellIn,
  constant,
  EMPTY,
  type FunctionAtom,
  join,
  layerOf,
  namesOf,
  newCell,
  type ObjectAtom,
  setCell,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from './values.js';

/** The class that a class expression makes, with its members and what its decorators put in their place. */
export function evaluateClass(interpreter: Interpreter, code: ClassCode, site: number): Value {
  const atom = interpreter.classAtom(code, site);
  if (code.parent !== null) {
    const parent = interpreter.evaluate(code.parent);
    atom.parent ??= newCell(atom.frame.layer);
    interpreter.write(atom.parent, parent);
  }
  atom.home ??= { of: atom, isStatic: false };
  const prototype = prototypeOf(interpreter, atom);
  if (atom.parent !== undefined) {
    interpreter.write(prototype.prototype, getMember(interpreter, interpreter.read(atom.parent), 'prototype', NO_SPAN));
    interpreter.write(atom.statics.prototype, interpreter.read(atom.parent));
  }
  const fields: { key: string | undefined; initialiser: FunctionAtom | undefined }[] = [];
  for (const member of code.members) {
    if (member.kind === 'field' && !member.isStatic) fields.push(fieldOf(interpreter, atom, member));
    else defineMember(interpreter, atom, member, member.isStatic ? atom.statics : prototype);
  }
  atom.fields = fields;
  return code.decorators.reduce<Value>((made, each) => join(made, decorate(interpreter, each, [[atom]])), [atom]);
}

// The SDK's bundler compiles decorators as TypeScript's older ones: they are given the prototype, the key and the descriptor.
function decorate(interpreter: Interpreter, decorator: Expression, list: readonly Value[]): Value {
  const call = { self: UNDEFINED, args: { list, rest: UNKNOWN }, span: NO_SPAN, may: false };
  return callValue(interpreter, interpreter.evaluate(decorator), call).filter(isCallable);
}

function isCallable({ kind }: Atom): boolean {
  return kind === 'function' || kind === 'bound';
}

/** What stands in for a method: what its decorators put into the descriptor, or give. */
function decorateMethod(
  interpreter: Interpreter,
  target: ObjectAtom,
  { key, decorators, kind }: ClassMember,
  closure: FunctionAtom,
): Value {
  if (decorators.length === 0) return EMPTY;
  const part = kind === 'getter' ? 'get' : kind === 'setter' ? 'set' : 'value';
  const descriptor = interpreter.object(`descriptor ${closure.id}`);
  const cell = cellIn(descriptor, 'properties', part);
  interpreter.write(cell, [closure]);
  const name = typeof key === 'string' ? constant(key) : UNKNOWN;
  const given = decorators.reduce<Value>(
    (result, each) => join(result, decorate(interpreter, each, [[target, closure], name, [descriptor]])),
    EMPTY,
  );
  return join(given, interpreter.read(cell).filter(isCallable));
}

function fieldOf(interpreter: Interpreter, of: FunctionAtom, { key, value, decorators }: ClassMember) {
  const name = typeof key === 'string' ? constant(key) : UNKNOWN;
  for (const each of decorators) decorate(interpreter, each, [[prototypeOf(interpreter, of)], name]);
  const initialiser = value === null ? undefined : interpreter.closure(value);
  if (initialiser !== undefined) initialiser.home ??= { of, isStatic: false };
  return { key: namesOfKey(interpreter, key)[0], initialiser };
}

function defineMember(interpreter: Interpreter, of: FunctionAtom, member: ClassMember, target: ObjectAtom): void {
  const { key, kind, value, isStatic } = member;
  const closure = value === null ? undefined : interpreter.closure(value);
  if (closure !== undefined) closure.home ??= { of, isStatic };
  const replaced = closure === undefined ? EMPTY : decorateMethod(interpreter, target, member, closure);
  const names = namesOfKey(interpreter, key);
  const [name] = names;
  if (kind === 'field' || kind === 'block') {
    const result =
      closure === undefined
        ? UNDEFINED
        : interpreter.invoke(closure, [of], { list: [], rest: undefined }, NO_SPAN, false);
    if (kind === 'field')
      interpreter.write(name === undefined ? target.elements : cellIn(target, 'properties', name), result);
    return;
  }
  if (closure === undefined) return;
  const table = kind === 'getter' ? 'getters' : kind === 'setter' ? 'setters' : 'properties';
  for (const each of names) interpreter.write(cellIn(target, table, each), join([closure], replaced));
  if (names.length === 0) interpreter.write(target.elements, [closure]);
}

// A computed name is worked out once, when the class is made.
function namesOfKey(interpreter: Interpreter, key: ClassMember['key']): readonly string[] {
  if (typeof key === 'string') return [key];
  return namesOf(interpreter.evaluate(key)) ?? [];
}

/** The object behind a function's `prototype`. */
export function prototypeOf(interpreter: Interpreter, atom: FunctionAtom): ObjectAtom {
  const cell = cellIn(atom.statics, 'properties', 'prototype');
  const existing = interpreter.read(cell).find((each): each is ObjectAtom => each.kind === 'object');
  if (existing !== undefined) return existing;
  const prototype = interpreter.object(`prototype of ${atom.id}`);
  if (!prototype.properties.has('constructor'))
    setCell(prototype, 'properties', 'constructor', newCell(layerOf(prototype), [atom]));
  interpreter.write(cell, [prototype]);
  return prototype;
}
