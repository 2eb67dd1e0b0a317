import type { Expression, Property, Span } from '../module-code.js';
import { ABSENT, PRESENT } from '../sandbox/globals.js';
import { assign } from './assign.js';
import { callExpression, construct, NO_SPAN, superPrototype } from './calls.js';
import { convertToText, settle } from './conversions.js';
import { judgeWholeProcess } from './environment.js';
import { evaluateClass } from './evaluate-class.js';
import { evaluateText } from './texts.js';
import { importValue, importedVariable } from './imports.js';
import { type Interpreter, YIELDS } from './interpreter.js';
import { copyProperties, elementsOf, getElement, getMember, isExcused, memberOfObject } from './members.js';
import { evaluateBinary, evaluateLogical, evaluateUnary } from './operators.js';
import { judgeExpression } from './replay-branches.js';
import { decide, uncertainly } from './run-statements.js';
import {
  absent,
  cellIn,
  constant,
  EMPTY,
  type FunctionAtom,
  host,
  inert,
  join,
  namesOf,
  newCell,
  nullishness,
  NUMBER,
  type ObjectAtom,
  setCell,
  typed,
  UNDEFINED,
  unknown,
  UNKNOWN,
  type Value,
} from './values.js';

// Beyond this, the elements of a literal are not told apart.
const LARGEST_TUPLE = 40;

/** What an expression may be; its calls are followed, its hazards noted. */
export function evaluateExpression(interpreter: Interpreter, expression: Expression): Value {
  switch (expression[0]) {
    case 'constant':
      return constant(expression[1]);
    case 'undefined':
      return UNDEFINED;
    case 'typed':
      return typed(expression[1]);
    case 'variable':
      return readVariable(interpreter, expression[1]);
    case 'global':
      return readGlobal(interpreter, expression[1], expression[2]);
    case 'member': {
      if (expression[1][0] === 'super') return memberOfSuper(interpreter, expression[2], expression[3]);
      const object = interpreter.evaluate(expression[1]);
      // A name that nothing declares throws, whatever stands after it.
      const isOptional = expression[4] && expression[1][0] !== 'global';
      if (!isOptional) return getMember(interpreter, object, expression[2], expression[3]);
      return join(shortCircuit(object), getMember(interpreter, present(object), expression[2], expression[3]));
    }
    case 'element': {
      const object = interpreter.evaluate(expression[1]);
      const key = interpreter.evaluate(expression[2]);
      convertToText(interpreter, key, expression[3]);
      if (!key.every(({ kind }) => kind === 'constant')) judgeWholeProcess(interpreter, expression[1]);
      if (!expression[4]) return getElement(interpreter, object, key, expression[3]);
      return join(shortCircuit(object), getElement(interpreter, present(object), key, expression[3]));
    }
    case 'call':
      return callExpression(interpreter, expression);
    case 'new':
      return construct(interpreter, expression);
    case 'function':
      return [functionValue(interpreter, expression[1])];
    case 'class':
      return evaluateClass(interpreter, expression[1], expression[2]);
    case 'object':
      return evaluateObject(interpreter, expression[1], expression[2]);
    case 'array':
      return evaluateArray(interpreter, expression[1], expression[2]);
    case 'spread':
      return elementsOf(interpreter, interpreter.evaluate(expression[1]));
    case 'conditional': {
      const test = interpreter.evaluate(expression[1]);
      judgeExpression(interpreter, expression[1], test, [expression[2], expression[3]]);
      const decided = decide(interpreter, test);
      if (decided === 'unknown yet') return EMPTY;
      if (decided !== undefined) return interpreter.evaluate(decided ? expression[2] : expression[3]);
      return uncertainly(interpreter, () =>
        join(interpreter.evaluate(expression[2]), interpreter.evaluate(expression[3])),
      );
    }
    case 'logical':
      return evaluateLogical(interpreter, expression);
    case 'assign': {
      const value = interpreter.evaluate(expression[2]);
      assign(interpreter, expression[1], value);
      return value;
    }
    case 'sequence':
      return expression[1].reduce<Value>((_previous, each) => interpreter.evaluate(each), UNDEFINED);
    case 'text':
      return evaluateText(interpreter, expression);
    case 'unary':
      return evaluateUnary(interpreter, expression[1], expression[2]);
    case 'binary':
      return evaluateBinary(interpreter, expression);
    case 'await':
      return settle(interpreter, interpreter.evaluate(expression[1]));
    case 'yield': {
      const [, given] = expression;
      const delegate = given[0] === 'spread' ? interpreter.evaluate(given[1]) : undefined;
      const value = delegate === undefined ? interpreter.evaluate(given) : elementsOf(interpreter, delegate);
      const list = interpreter.object(YIELDS, 'Array');
      interpreter.write(list.elements, value);
      interpreter.write(interpreter.current.returns, [list]);
      if (delegate !== undefined) return join(UNKNOWN, interpreter.returnedBy(delegate));
      return join(UNKNOWN, interpreter.read(interpreter.current.sent));
    }
    case 'this':
      return readThis(interpreter);
    case 'super':
      return readThis(interpreter);
    case 'arguments': {
      const list = interpreter.object('arguments', 'Array');
      const { current } = interpreter;
      current.args.forEach((cell) => interpreter.write(list.elements, interpreter.read(cell)));
      interpreter.write(list.elements, interpreter.read(current.restArgs));
      return [list];
    }
    case 'import':
      return importValue(interpreter, expression[1]);
    case 'builtin':
      return evaluateBuiltin(interpreter, expression[1]);
  }
}

// A getter of the parent is called on the object itself.
function memberOfSuper(interpreter: Interpreter, name: string, span: Span): Value {
  const self = readThis(interpreter);
  return superPrototype(interpreter).reduce<Value>(
    (result, atom) =>
      join(
        result,
        atom.kind === 'object'
          ? memberOfObject(interpreter, atom, name, self)
          : getMember(interpreter, [atom], name, span),
      ),
    EMPTY,
  );
}

/** What an optional chain goes on with. */
export function present(value: Value): Value {
  return value.filter((atom) => nullishness([atom]) !== true);
}

/** What an optional chain gives where it ends early. */
export function shortCircuit(value: Value): Value {
  return value.some((atom) => nullishness([atom]) !== false) ? UNDEFINED : EMPTY;
}

function readVariable(interpreter: Interpreter, variable: number): Value {
  const { imported } = interpreter.current.module.code.variables[variable] ?? {};
  if (imported !== undefined) return importedVariable(interpreter, imported[0], imported[1]);
  return interpreter.read(interpreter.cellOf(variable));
}

/** The `this` of the function around; arrow functions have that of theirs. */
export function readThis(interpreter: Interpreter): Value {
  const { current } = interpreter;
  let frame = current;
  while (frame.parent !== undefined && frame.module.code.functions[frame.code]?.isArrow === true) frame = frame.parent;
  if (frame.code === 0 && frame.parent === undefined && !frame.module.code.isEsModule)
    return [commonJsObjects(interpreter, frame).exports];
  const self = interpreter.read(frame.self);
  // Outside of strict mode a function that is called on nothing has the global object.
  const isNone = self.length === 1 && self[0] === UNDEFINED[0];
  return isNone && frame.code !== 0 && !frame.module.code.isStrict ? host('globalThis') : self;
}

/** A global where its value is needed. */
export function readGlobal(interpreter: Interpreter, name: string, span: Span): Value {
  const commonJs = commonJsGlobal(interpreter, name);
  if (commonJs !== undefined) return commonJs;
  const kind = interpreter.definedGlobals.has(name) ? undefined : ABSENT.get(name);
  if (kind !== undefined) {
    if (name === 'process') return absent('process');
    if (!isExcused(interpreter)) interpreter.hazard(kind, name, span);
    return unknown();
  }
  if (name === 'globalThis' || name === 'global') return host('globalThis');
  if (name === 'Temporal') return host('Temporal');
  if (name === 'NaN' || name === 'Infinity') return NUMBER;
  return PRESENT.has(name) ? host(name) : UNKNOWN;
}

function commonJsGlobal(interpreter: Interpreter, name: string): Value | undefined {
  if (name !== 'module' && name !== 'exports' && name !== 'require') return undefined;
  const frame = interpreter.moduleFrame(interpreter.current.module.path);
  if (frame === undefined || name === 'require') return UNKNOWN;
  return [commonJsObjects(interpreter, frame)[name]];
}

/** The `module` and `exports` objects of a CommonJS module. */
export function commonJsObjects(
  interpreter: Interpreter,
  frame: Interpreter['current'],
): { module: ObjectAtom; exports: ObjectAtom } {
  const outer = interpreter.current;
  interpreter.current = frame;
  const isNew = frame.madeAlready('module') === undefined;
  const module = interpreter.object('module');
  const exports = interpreter.object('exports');
  if (isNew) setCell(module, 'properties', 'exports', newCell(frame.layer, [exports]));
  interpreter.current = outer;
  return { module, exports };
}

function functionValue(interpreter: Interpreter, index: number): FunctionAtom {
  const atom = interpreter.closure(index);
  const { callee } = interpreter.current;
  if (atom.home === undefined && interpreter.current.module.code.functions[index]?.isArrow === true)
    atom.home = callee?.home;
  return atom;
}

function evaluateObject(interpreter: Interpreter, properties: readonly Property[], site: number): Value {
  const object = interpreter.object(site);
  const spreads = properties.map((each) => (each[0] === 'spread' ? spreadValue(interpreter, each[1]) : EMPTY));
  properties.forEach((property, index) => {
    // What a later spread surely gives as well is gone.
    const later = spreads.slice(index + 1).filter((each) => each.length > 0);
    const isReplaced = (name: string) => later.some((each) => surelyGives(each, name));
    switch (property[0]) {
      case 'property': {
        const value = interpreter.evaluate(property[2]);
        if (property[1] === '__proto__') interpreter.write(object.prototype, value);
        else if (!isReplaced(property[1])) interpreter.write(cellIn(object, 'properties', property[1]), value);
        // What `super` means in its methods.
        if (property[2][0] === 'function')
          for (const each of value) if (each.kind === 'function') each.home ??= { of: object, isStatic: false };
        break;
      }
      case 'computed': {
        const key = interpreter.evaluate(property[1]);
        const value = interpreter.evaluate(property[2]);
        const names = namesOf(key);
        if (names === undefined) interpreter.write(object.elements, value);
        else for (const name of names) interpreter.write(cellIn(object, 'properties', name), value);
        break;
      }
      case 'spread':
        copyProperties(interpreter, spreads[index] ?? EMPTY, object, isReplaced);
        break;
      case 'getter':
      case 'setter':
        interpreter.write(cellIn(object, property[0] === 'getter' ? 'getters' : 'setters', property[1]), [
          interpreter.closure(property[2]),
        ]);
    }
  });
  object.given = namesGiven(properties);
  return [object];
}

function spreadValue(interpreter: Interpreter, expression: Expression): Value {
  judgeWholeProcess(interpreter, expression);
  return interpreter.evaluate(expression);
}

function surelyGives(value: Value, name: string): boolean {
  return value.every((atom) => atom.kind === 'object' && atom.proxy === undefined && atom.given.has(name));
}

// One for all objects that the same code makes.
const given = new WeakMap<readonly Property[], ReadonlySet<string>>();

function namesGiven(properties: readonly Property[]): ReadonlySet<string> {
  let names = given.get(properties);
  if (names === undefined) {
    names = new Set(properties.flatMap((each) => (each[0] === 'property' ? each[1] : [])));
    given.set(properties, names);
  }
  return names;
}

function evaluateArray(interpreter: Interpreter, elements: readonly Expression[], site: number): Value {
  const list = interpreter.object(site, 'Array');
  let isTuple = elements.length <= LARGEST_TUPLE;
  elements.forEach((element, index) => {
    const value = interpreter.evaluate(element);
    if (element[0] === 'spread') isTuple = false;
    if (isTuple) interpreter.write(cellIn(list, 'properties', String(index)), value);
    else interpreter.write(list.elements, value);
  });
  return [list];
}

function evaluateBuiltin(interpreter: Interpreter, name: string): Value {
  switch (name) {
    case 'Array':
      return [interpreter.object('strings', 'Array')];
    case 'RegExp':
      return [interpreter.object('regular expression', 'RegExp')];
    case 'import.meta':
      return inert('import.meta');
    case 'new.target':
      return join(UNKNOWN, getMember(interpreter, readThis(interpreter), 'constructor', NO_SPAN));
    default:
      return UNKNOWN;
  }
}
