import type { Pattern } from '../module-code.js';
import { convertToText } from './conversions.js';
import { elementsOf, getElement, getMember, setElement, setMember } from './members.js';
import type { Interpreter } from './interpreter.js';
import { decide } from './run-statements.js';
import { type Atom, EMPTY, join, typeOf, UNDEFINED, UNKNOWN, type Value } from './values.js';

/** Gives a value to a name, a member, or to everything that a pattern names. */
export function assign(interpreter: Interpreter, pattern: Pattern, value: Value): void {
  switch (pattern[0]) {
    case 'variable':
      interpreter.write(interpreter.cellOf(pattern[1]), value);
      return;
    case 'global':
      return;
    case 'member':
      setMember(interpreter, interpreter.evaluate(pattern[1]), pattern[2], value, pattern[3]);
      return;
    case 'element': {
      const object = interpreter.evaluate(pattern[1]);
      const key = interpreter.evaluate(pattern[2]);
      convertToText(interpreter, key, pattern[3]);
      setElement(interpreter, object, key, value, pattern[3]);
      return;
    }
    case 'default':
      assign(
        interpreter,
        pattern[1],
        withDefault(interpreter, value, () => interpreter.evaluate(pattern[2])),
      );
      return;
    case 'object':
      assignObject(interpreter, pattern, value);
      return;
    case 'array': {
      const [, targets, rest] = pattern;
      const elements = elementsOf(interpreter, value);
      targets.forEach((target, index) => {
        if (target !== null) assign(interpreter, target, arrayElement(interpreter, value, index, elements));
      });
      if (rest !== null) {
        const list = interpreter.object(`rest of ${JSON.stringify(rest).slice(0, 60)}`, 'Array');
        interpreter.write(list.elements, elements);
        assign(interpreter, rest, [list]);
      }
    }
  }
}

function assignObject(
  interpreter: Interpreter,
  [, properties, rest, span]: Extract<Pattern, readonly ['object', ...unknown[]]>,
  value: Value,
): void {
  for (const [key, target] of properties) {
    const member =
      typeof key === 'string'
        ? getMember(interpreter, value, key, span)
        : getElement(interpreter, value, interpreter.evaluate(key), span);
    assign(interpreter, target, member);
  }
  if (rest !== null) assign(interpreter, rest, value);
}

function arrayElement(interpreter: Interpreter, value: Value, index: number, elements: Value): Value {
  const key = String(index);
  let result: Value = EMPTY;
  for (const atom of value) {
    const own = atom.kind === 'object' ? atom.properties.get(key) : undefined;
    result = join(result, own === undefined ? elementOfAtom(interpreter, atom, elements) : interpreter.read(own));
  }
  return result;
}

function elementOfAtom(interpreter: Interpreter, atom: Atom, elements: Value): Value {
  if (atom.kind !== 'object') return UNKNOWN;
  const own = interpreter.read(atom.elements);
  return own.length > 0 ? join(own, UNDEFINED) : elements.length > 0 ? elements : UNDEFINED;
}

/** A value, or what stands in for it where it is undefined. */
export function withDefault(interpreter: Interpreter, value: Value, fallback: () => Value): Value {
  const isUndefined = value.length > 0 ? typeOf(value) === 'undefined' : undefined;
  if (isUndefined === true) return fallback();
  if (value.length === 0) return decide(interpreter, value) === undefined ? fallback() : EMPTY;
  const mayBeUndefined = value.some(
    (atom) =>
      atom.kind === 'unknown' || atom.kind === 'absent' || (atom.kind === 'constant' && atom.value === undefined),
  );
  const present = value.filter((atom) => !(atom.kind === 'constant' && atom.value === undefined));
  return mayBeUndefined ? join(present, fallback()) : value;
}
