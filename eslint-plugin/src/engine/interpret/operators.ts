import type { Expression, Span } from '../module-code.js';
import { ABSENT } from '../sandbox/globals.js';
import { callValue, NO_SPAN } from './calls.js';
import { convert, convertToText } from './conversions.js';
import type { Interpreter } from './interpreter.js';
import { getMember } from './members.js';
import { useProxies } from './proxies.js';
import { isReplayFlag, judgeExpression } from './replay-branches.js';
import { uncertainly } from './run-statements.js';
import { typeofExpression } from './type-tests.js';
import {
  type Atom,
  BOOLEAN,
  constant,
  EMPTY,
  join,
  joinAll,
  nullishness,
  NUMBER,
  STRING,
  truthiness,
  UNDEFINED,
  type Value,
} from './values.js';

/** What `&&`, `||` and `??` give. */
export function evaluateLogical(
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

/** What an operator before a value gives. */
export function evaluateUnary(interpreter: Interpreter, operator: string, operand: Expression): Value {
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

/** What an operator between two values gives. */
export function evaluateBinary(
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
