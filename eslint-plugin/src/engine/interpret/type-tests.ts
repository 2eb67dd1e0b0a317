import type { Expression } from '../module-code.js';
import { ABSENT, PRESENT } from '../sandbox/globals.js';
import type { Interpreter } from './interpreter.js';
import { constant, EMPTY, STRING, typeOf, type Value } from './values.js';

/** `typeof` of an expression: of a global it tells what the sandbox has, without being a use of it. */
export function typeofExpression(interpreter: Interpreter, operand: Expression): Value {
  if (operand[0] === 'global') {
    const [, name] = operand;
    if (interpreter.definedGlobals.has(name)) return STRING;
    if (ABSENT.has(name)) return constant('undefined');
    if (name === 'module' || name === 'exports') return constant('object');
    if (name === 'require') return constant('function');
    if (PRESENT.has(name)) return typeofHost(name);
    return name === 'global' ? constant('object') : STRING;
  }
  const value = interpreter.evaluate(operand);
  if (value.length === 0) return EMPTY;
  const [atom] = value;
  if (value.length === 1 && atom?.kind === 'host') return typeofHost(atom.path);
  const type = typeOf(value);
  return type === undefined ? STRING : constant(type);
}

const OBJECTS = new Set(['Math', 'JSON', 'Reflect', 'Atomics', 'Intl', 'WebAssembly', 'globalThis', 'console']);

function typeofHost(path: string): Value {
  if (OBJECTS.has(path)) return constant('object');
  if (!path.includes('.')) return constant('function');
  if (
    /^Symbol\.(?:\w*[iI]terator|species|to\w+|hasInstance|isConcatSpreadable|match\w*|replace|search|split|unscopables)$/.test(
      path,
    )
  )
    return constant('symbol');
  // Of the language's own methods the Node that lints knows, too.
  let value: unknown = globalThis;
  for (const part of path.split('.')) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return STRING;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return typeof value === 'function' ? constant('function') : STRING;
}
