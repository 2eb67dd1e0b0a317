import type { Expression } from '../module-code.js';
import { commonJsObjects } from './evaluate-expression.js';
import { prototypeOf } from './evaluate-class.js';
import { hasProperty } from './imports.js';
import type { Interpreter } from './interpreter.js';
import { copyProperties, getMember } from './members.js';
import { NO_SPAN } from './calls.js';
import { cellIn, EMPTY, setCell, type ObjectAtom, UNDEFINED, type Value } from './values.js';

/**
 * Functions that compilers add to their output. Those for CommonJS copy properties one by one under computed names; taken literally,
 * each name would stand for all of them.
 */
export function callInteropHelper(
  interpreter: Interpreter,
  callee: Expression,
  args: readonly Expression[],
): Value | undefined {
  const name = calleeName(interpreter, callee);
  const [first, second] = args;
  if (name === undefined || first === undefined) return undefined;
  switch (name) {
    case '__importStar':
    case '__importDefault':
    case '__toESM':
    case '_interopRequireDefault':
    case '_interopRequireWildcard':
    case '_interop_require_default':
    case '_interop_require_wildcard':
      return withDefaultExport(interpreter, interpreter.evaluate(first));
    case '__toCommonJS':
      return interpreter.evaluate(first);
    case '__exportStar':
    case '_export_star': {
      const frame = interpreter.moduleFrame(interpreter.current.module.path);
      const source = interpreter.evaluate(first);
      if (frame !== undefined) copyProperties(interpreter, source, commonJsObjects(interpreter, frame).exports);
      return UNDEFINED;
    }
    case '__export':
    case '_export':
      return second === undefined
        ? undefined
        : exportGetters(interpreter, interpreter.evaluate(first), interpreter.evaluate(second));
    case '__extends':
    case '_inherits':
    case '_inheritsLoose':
      if (second === undefined) return undefined;
      inherit(interpreter, interpreter.evaluate(first), interpreter.evaluate(second));
      return UNDEFINED;
    default:
      return undefined;
  }
}

// One function makes all classes of a package inherit; taken literally, each would inherit from all parents.
function inherit(interpreter: Interpreter, children: Value, parents: Value): void {
  for (const child of children) {
    if (child.kind !== 'function') continue;
    interpreter.write(child.statics.prototype, parents);
    interpreter.write(prototypeOf(interpreter, child).prototype, getMember(interpreter, parents, 'prototype', NO_SPAN));
  }
}

function calleeName(interpreter: Interpreter, callee: Expression): string | undefined {
  if (callee[0] === 'variable') return interpreter.current.module.code.variables[callee[1]]?.name;
  if (callee[0] === 'global') return callee[1];
  if (callee[0] === 'member') return callee[2];
  const last = callee[0] === 'sequence' ? callee[1].at(-1) : undefined;
  return last === undefined ? undefined : calleeName(interpreter, last);
}

function withDefaultExport(interpreter: Interpreter, value: Value): Value {
  const isEs = value.some(
    (atom) =>
      atom.kind === 'namespace' ||
      (hasProperty(interpreter, atom, '__esModule') && hasProperty(interpreter, atom, 'default')),
  );
  if (isEs) return value;
  const object: ObjectAtom = interpreter.object(`default of ${value.map(({ id }) => id).join()}`);
  copyProperties(interpreter, value, object);
  const own = getMember(interpreter, value, 'default', NO_SPAN).filter((atom) => atom.kind !== 'constant');
  interpreter.write(cellIn(object, 'properties', 'default'), value);
  interpreter.write(cellIn(object, 'properties', 'default'), own);
  return [object];
}

function exportGetters(interpreter: Interpreter, target: Value, getters: Value): Value {
  for (const atom of getters) {
    if (atom.kind !== 'object') continue;
    for (const [name, cell] of atom.properties) {
      for (const each of target) {
        if (each.kind === 'object') {
          const getter = each.getters.get(name);
          if (getter === undefined) setCell(each, 'getters', name, cell);
        }
      }
    }
  }
  return EMPTY;
}
