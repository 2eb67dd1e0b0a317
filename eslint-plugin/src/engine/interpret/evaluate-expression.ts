import type { ClassCode, ClassMember, Expression, Property, Span } from '../module-code.js';
import { ABSENT, PRESENT } from '../sandbox/globals.js';
import { assign } from './assign.js';
import { callExpression, callValue, construct, NO_SPAN, superPrototype } from './calls.js';
import { convert, convertToText, settle } from './conversions.js';
import { judgeWholeProcess } from './environment.js';
import { importValue, importedVariable } from './imports.js';
import { type Interpreter, YIELDS } from './interpreter.js';
import { copyProperties, elementsOf, getElement, getMember, isExcused, memberOfObject } from './members.js';
import { useProxies } from './proxies.js';
import { isReplayFlag, judgeExpression } from './replay-branches.js';
import { decide, uncertainly } from './run-statements.js';
import { typeofExpression } from './type-tests.js';
import {
  absent,
  type Atom,
  BOOLEAN,
  cellIn,
  constant,
  EMPTY,
  type FunctionAtom,
  host,
  inert,
  join,
  joinAll,
  layerOf,
  newCell,
  nullishness,
  NUMBER,
  type ObjectAtom,
  setCell,
  STRING,
  truthiness,
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
      if (!expression[4]) return getMember(interpreter, object, expression[2], expression[3]);
      return join(shortCircuit(object), getMember(interpreter, present(object), expression[2], expression[3]));
    }
    case 'element': {
      const object = interpreter.evaluate(expression[1]);
      const key = interpreter.evaluate(expression[2]);
      convert(interpreter, key);
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
      for (const part of expression[1]) convertToText(interpreter, interpreter.evaluate(part), expression[2]);
      return STRING;
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
  for (const property of properties) {
    switch (property[0]) {
      case 'property': {
        const value = interpreter.evaluate(property[2]);
        if (property[1] === '__proto__') interpreter.write(object.prototype, value);
        else interpreter.write(cellIn(object, 'properties', property[1]), value);
        // What `super` means in its methods.
        if (property[2][0] === 'function')
          for (const each of value) if (each.kind === 'function') each.home ??= { of: object, isStatic: false };
        break;
      }
      case 'computed': {
        const key = interpreter.evaluate(property[1]);
        const value = interpreter.evaluate(property[2]);
        const names = key.every((atom) => atom.kind === 'constant') ? key : undefined;
        if (names === undefined || names.length === 0) {
          interpreter.write(object.elements, value);
        } else
          for (const atom of names)
            if (atom.kind === 'constant') interpreter.write(cellIn(object, 'properties', String(atom.value)), value);
        break;
      }
      case 'spread':
        judgeWholeProcess(interpreter, property[1]);
        copyProperties(interpreter, interpreter.evaluate(property[1]), object);
        break;
      case 'getter':
      case 'setter':
        interpreter.write(cellIn(object, property[0] === 'getter' ? 'getters' : 'setters', property[1]), [
          interpreter.closure(property[2]),
        ]);
    }
  }
  return [object];
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

function evaluateClass(interpreter: Interpreter, code: ClassCode, site: number): Value {
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
  const value = interpreter.evaluate(key);
  return value.every(({ kind }) => kind === 'constant')
    ? value.flatMap((atom) => (atom.kind === 'constant' ? String(atom.value) : []))
    : [];
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

function evaluateLogical(
  interpreter: Interpreter,
  [, operator, left, right]: Extract<Expression, readonly ['logical', ...unknown[]]>,
): Value {
  const value = interpreter.evaluate(left);
  judgeExpression(interpreter, left, value, [right]);
  if (value.length === 0 && !interpreter.stuck()) return EMPTY;
  const decided = operator === '??' ? nullishness(value) : truthiness(value);
  const takesRight = operator === '||' ? (decided === undefined ? undefined : !decided) : decided;
  if (takesRight === false) return value;
  if (takesRight === true) return interpreter.evaluate(right);
  const kept = value.reduce<Value>((result, atom) => join(result, passing(operator, atom)), EMPTY);
  return join(
    kept,
    uncertainly(interpreter, () => interpreter.evaluate(right)),
  );
}

// What of the left side can be the result, where the right side may be taken as well.
function passing(operator: '&&' | '||' | '??', atom: Atom): Value {
  if (operator === '??') return nullishness([atom]) === true ? EMPTY : [atom];
  const decided = truthiness([atom]);
  if (operator === '||') {
    if (decided === false) return EMPTY;
    return atom.kind === 'typed' && atom.type === 'boolean' ? constant(true) : [atom];
  }
  if (decided === true) return EMPTY;
  // It is false in some way; a flag of the SDK's is told apart later.
  return decided === false || isReplayFlag(atom) ? [atom] : constant(false);
}

function evaluateUnary(interpreter: Interpreter, operator: string, operand: Expression): Value {
  if (operator === 'typeof') return typeofExpression(interpreter, operand);
  if (operator === 'delete' && (operand[0] === 'member' || operand[0] === 'element')) {
    // What is deleted is not read.
    useProxies(interpreter, interpreter.evaluate(operand[1]), 'deleteProperty');
    if (operand[0] === 'element') interpreter.evaluate(operand[2]);
    return BOOLEAN;
  }
  const value = interpreter.evaluate(operand);
  switch (operator) {
    case '!': {
      if (value.length === 0) return EMPTY;
      const decided = truthiness(value);
      // Its negation is as telling.
      if (decided === undefined && value.some(isReplayFlag)) return value.filter(isReplayFlag);
      return decided === undefined ? BOOLEAN : constant(!decided);
    }
    case 'void':
      return UNDEFINED;
    case 'delete':
      return BOOLEAN;
    default: {
      convert(interpreter, value);
      const [atom] = value;
      return value.length === 1 && atom?.kind === 'constant' && typeof atom.value === 'number' && operator === '-'
        ? constant(-atom.value)
        : NUMBER;
    }
  }
}

function evaluateBinary(
  interpreter: Interpreter,
  [, operator, left, right, span]: Extract<Expression, readonly ['binary', ...unknown[]]>,
): Value {
  const a = interpreter.evaluate(left);
  const b = interpreter.evaluate(right);
  if (operator === '+') {
    // A date is asked for its text, even where a number is added to it.
    convertToText(interpreter, a, span);
    convertToText(interpreter, b, span);
  } else if (CONVERTS.has(operator) || isLooseWithPrimitive(operator, a, b)) {
    convert(interpreter, a);
    convert(interpreter, b);
  }
  switch (operator) {
    case '===':
    case '==':
    case '!==':
    case '!=': {
      if (a.length === 0 || b.length === 0) return EMPTY;
      const same = sameValue(a, b, operator.length === 2);
      return same === undefined ? BOOLEAN : constant(operator.startsWith('!') ? !same : same);
    }
    case 'in': {
      useProxies(interpreter, b, 'has', a);
      const [key] = a;
      const isGlobal = b.some((atom) => atom.kind === 'host' && atom.path === 'globalThis');
      if (isGlobal && key?.kind === 'constant' && ABSENT.has(String(key.value))) return constant(false);
      return BOOLEAN;
    }
    case '+': {
      const [x] = a;
      const [y] = b;
      if (a.length === 1 && b.length === 1 && x?.kind === 'constant' && y?.kind === 'constant') {
        const sum =
          typeof x.value === 'string' || typeof y.value === 'string'
            ? `${String(x.value)}${String(y.value)}`
            : undefined;
        if (sum !== undefined && sum.length < 100) return constant(sum);
      }
      return [x, y].some((atom) => atom?.kind === 'constant' && typeof atom.value === 'string')
        ? STRING
        : joinAll([STRING, NUMBER]);
    }
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compareTexts(operator, a, b);
    case 'instanceof':
      askForInstance(interpreter, a, b, span);
      return BOOLEAN;
    default:
      return NUMBER;
  }
}

// Two objects are compared as they are, and so is anything with null.
function isLooseWithPrimitive(operator: string, a: Value, b: Value): boolean {
  if (operator !== '==' && operator !== '!=') return false;
  const isPrimitive = (value: Value) =>
    value.some((atom) => atom.kind === 'typed' || (atom.kind === 'constant' && atom.value != null));
  return isPrimitive(a) || isPrimitive(b);
}

function askForInstance(interpreter: Interpreter, value: Value, classes: Value, span: Span): void {
  for (const each of classes) {
    if (each.kind !== 'function' && each.kind !== 'object') continue;
    const method = getMember(interpreter, [each], '@@hasInstance', NO_SPAN).filter(({ kind }) => kind === 'function');
    const args = { list: [value], rest: undefined };
    callValue(interpreter, method, { self: [each], args, span, may: false });
  }
}

const CONVERTS = new Set(['-', '*', '/', '%', '**', '<', '>', '<=', '>=']);

// `typeof x < 'u'` is how minifiers ask whether there is an x.
function compareTexts(operator: '<' | '>' | '<=' | '>=', [x, ...others]: Value, [y, ...rest]: Value): Value {
  if (x?.kind !== 'constant' || y?.kind !== 'constant' || others.length + rest.length > 0) return BOOLEAN;
  if (typeof x.value !== 'string' || typeof y.value !== 'string') return BOOLEAN;
  const [left, right] = [x.value, y.value];
  return constant({ '<': left < right, '>': left > right, '<=': left <= right, '>=': left >= right }[operator]);
}

function sameValue(a: Value, b: Value, isLoose: boolean): boolean | undefined {
  let seen: boolean | undefined;
  for (const x of a) {
    for (const y of b) {
      const same = sameAtom(x, y, isLoose);
      if (same === undefined || (seen !== undefined && seen !== same)) return undefined;
      seen = same;
    }
  }
  return seen;
}

function sameAtom(x: Atom, y: Atom, isLoose: boolean): boolean | undefined {
  const left = constantOf(x);
  const right = constantOf(y);
  if (left === undefined || right === undefined) {
    if (x.kind === 'host' && y.kind === 'host' && x.path === y.path && !x.path.endsWith('()')) return true;
    const other = left ?? right;
    // A function or an object is never equal to a constant.
    const known = left === undefined ? x : y;
    return other !== undefined && ['function', 'object', 'namespace', 'bound', 'host'].includes(known.kind)
      ? false
      : undefined;
  }
  if (isLoose && (left.value == null || right.value == null)) return left.value == null && right.value == null;
  if (isLoose && typeof left.value !== typeof right.value) return undefined;
  return left.value === right.value;
}

function constantOf(atom: Atom): { readonly value: unknown } | undefined {
  if (atom.kind === 'constant') return atom;
  return atom.kind === 'absent' ? { value: undefined } : undefined;
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
