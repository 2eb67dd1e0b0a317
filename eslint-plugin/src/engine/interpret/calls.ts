import type { Expression, Span } from '../module-code.js';
import { ABSENT } from '../sandbox/globals.js';
import { dependsOnTimeZone, isDatePackage, lacksTimeZone, readsAsLocal, zonedBy } from '../sandbox/date-packages.js';
import { isHarmlessMember, isNetworkPackage } from '../sandbox/packages.js';
import { judgeWholeProcess } from './environment.js';
import { judgeLocalTexts } from './host-hazards.js';
import { prototypeOf } from './evaluate-class.js';
import { present, readThis } from './evaluate-expression.js';
import type { Arguments } from './frame.js';
import { callHost, constructHost } from './host-calls.js';
import { callInert } from './inert-calls.js';
import { callInteropHelper } from './interop-helpers.js';
import type { Interpreter } from './interpreter.js';
import { getElement, getMember, isAbsenceLikely, isExcused, noteDefaultZone } from './members.js';
import { judgeTextOfDate } from './texts.js';
import { callProxy, constructProxy } from './proxies.js';
import {
  type Atom,
  cellIn,
  EMPTY,
  type FunctionAtom,
  inert,
  join,
  nameOfKey,
  nullishness,
  packaged,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from './values.js';

export const NO_SPAN: Span = [-1, -1];
export const UNKNOWN_ARGUMENTS: Arguments = { list: [], rest: UNKNOWN };

// In a package, a call of more functions than these is a dispatch of which nothing can be said.
const MOST_CALLEES = 4;

/** One call of one thing. */
export interface Call {
  readonly self: Value;
  readonly args: Arguments;
  readonly span: Span;
  readonly may: boolean;
}

/** Follows a call expression. */
export function callExpression(
  interpreter: Interpreter,
  expression: Extract<Expression, readonly ['call', ...unknown[]]>,
): Value {
  const [, callee, argumentExpressions, span] = expression;
  if (callee[0] === 'super') return callSuper(interpreter, argumentsOf(interpreter, argumentExpressions));
  const helped = callInteropHelper(interpreter, callee, argumentExpressions);
  if (helped !== undefined) return helped;
  const isOptional = expression[4];
  if (callee[0] !== 'member' && callee[0] !== 'element') {
    const evaluated = interpreter.evaluate(callee);
    // Where nothing is called, no argument is worked out.
    if (isOptional && isNothing(evaluated)) return UNDEFINED;
    const value = isOptional ? present(evaluated) : evaluated;
    const args = argumentsOf(interpreter, argumentExpressions);
    judgeArguments(interpreter, value, argumentExpressions, span);
    return callValue(interpreter, value, { self: UNDEFINED, args, span, may: isOneOfMany(value) });
  }
  const isSuper = callee[1][0] === 'super';
  const evaluated = isSuper ? superPrototype(interpreter) : interpreter.evaluate(callee[1]);
  // Of what never comes back, such as the promise of a function that only throws, a method is called all the same.
  const known = evaluated.length === 0 && interpreter.stuck() ? UNKNOWN : evaluated;
  if (callee[4] && isNothing(known)) return UNDEFINED;
  const object = callee[4] ? present(known) : known;
  const key = callee[0] === 'element' ? interpreter.evaluate(callee[2]) : undefined;
  const memberOf = (atom: Atom) =>
    callee[0] === 'element'
      ? getElement(interpreter, [atom], key ?? EMPTY, callee[3])
      : getMember(interpreter, [atom], callee[2], callee[3]);
  if (isOptional && object.length > 0 && object.every((atom) => isNothing(memberOf(atom)))) return UNDEFINED;
  const args = argumentsOf(interpreter, argumentExpressions);
  const self = isSuper ? readThis(interpreter) : undefined;
  let result: Value = EMPTY;
  for (const atom of object) {
    const member = memberOf(atom);
    const value = isOptional ? present(member) : member;
    judgeArguments(interpreter, value, argumentExpressions, span);
    const may = (key !== undefined && key.some((each) => nameOfKey(each) === undefined)) || isOneOfMany(value);
    const call = { self: self ?? [atom], args, span, may };
    judgeTextOfDate(interpreter, value, argumentExpressions, call);
    result = join(result, callValue(interpreter, value, call));
  }
  return result;
}

function isNothing(value: Value): boolean {
  return value.length > 0 && nullishness(value) === true;
}

// A function of the project is followed to what it reads; a package takes all of it.
function judgeArguments(interpreter: Interpreter, callee: Value, given: readonly Expression[], span: Span): void {
  const isFollowed = (atom: Atom) =>
    atom.kind === 'bound' || (atom.kind === 'function' && atom.module.packageName === undefined);
  if (callee.some(isFollowed)) return;
  for (const each of given) judgeGiven(interpreter, each, span);
}

// In options as well: `createEnv({ runtimeEnv: process.env })`.
function judgeGiven(interpreter: Interpreter, given: Expression, span: Span): void {
  judgeWholeProcess(interpreter, given, span);
  if (given[0] !== 'object') return;
  for (const property of given[1]) if (property[0] === 'property') judgeGiven(interpreter, property[2], span);
}

/** Several functions: which one it is depends on what is not known. */
function isOneOfMany(value: Value): boolean {
  return value.filter(({ kind }) => kind === 'function' || kind === 'bound').length > 1;
}

/** Calls everything that the callee may be. */
export function callValue(interpreter: Interpreter, callee: Value, call: Call): Value {
  if (callee.length > MOST_CALLEES && interpreter.current.module.packageName !== undefined) return UNKNOWN;
  let result: Value = EMPTY;
  const isLikely = isAbsenceLikely(interpreter, callee);
  for (const atom of callee)
    if (isLikely || atom.kind !== 'absent') result = join(result, callAtom(interpreter, atom, call));
  return result;
}

function callAtom(interpreter: Interpreter, atom: Atom, call: Call): Value {
  switch (atom.kind) {
    case 'function':
      return atom.isClass ? EMPTY : interpreter.invoke(atom, call.self, call.args, call.span, call.may);
    case 'bound': {
      const args = { list: [...atom.args, ...call.args.list], rest: call.args.rest };
      return callValue(interpreter, atom.target, { ...call, self: atom.self, args });
    }
    case 'host':
      return callHost(interpreter, atom.path, call);
    case 'inert':
      return callInert(interpreter, atom.path, call);
    case 'absent':
      if (!isExcused(interpreter)) {
        interpreter.hazard(ABSENT.get(atom.name) ?? 'absent-global', atom.name, call.span, call.may);
      }
      return UNKNOWN;
    case 'package':
      return callPackage(interpreter, atom.name, atom.path, call);
    case 'unknown':
      if (atom.method !== undefined) return callHost(interpreter, `?.${atom.method}`, call);
      callFunctionsIn(interpreter, call);
      return UNKNOWN;
    case 'object':
      return atom.proxy === undefined ? UNKNOWN : callProxy(interpreter, atom.proxy, call);
    case 'namespace':
      return UNKNOWN;
    default:
      return EMPTY;
  }
}

function callPackage(interpreter: Interpreter, name: string, path: string, call: Call): Value {
  if (isDatePackage(name)) return callDatePackage(interpreter, name, path, call);
  if (isNetworkPackage(name) && !isHarmlessMember(path)) {
    if (/(?:^|\.)(?:create|extend|instance)$/.test(path)) return packaged(name, `${path}()`);
    interpreter.hazard('network', path === '' ? name : `${name}.${path}`, call.span, call.may);
  }
  callFunctionsIn(interpreter, call);
  return UNKNOWN;
}

function shownName(request: string): string {
  return request.startsWith('@') ? request : (request.split('/', 1)[0] ?? request);
}

function callDatePackage(interpreter: Interpreter, name: string, path: string, call: Call): Value {
  const count = call.args.rest === undefined ? call.args.list.length : Infinity;
  if (dependsOnTimeZone(name, path) || lacksTimeZone(name, path, count)) {
    const shown = path === '' ? name : `${shownName(name)}.${path}()`;
    interpreter.hazard('host-time-zone', shown.replace('.()', '()'), call.span, call.may);
  }
  if (count > 0) noteDefaultZone(interpreter, zonedBy(name, path), argument(call.args, 0), call.span, call.may);
  // A second argument may name the zone.
  if (call.args.list.length === 1 && call.args.rest === undefined) {
    const shown = [shownName(name), path].filter((part) => part !== '' && part !== 'default').join('.');
    judgeLocalTexts(interpreter, shown, argument(call.args, 0), call, (text) => readsAsLocal(name, path, text));
  }
  callFunctionsIn(interpreter, call, false);
  if (path.length > 160) return UNKNOWN;
  // A zone is given after what is to be read: `DateTime.fromISO(text, { zone: 'utc' })`.
  const isZoned = /(?:^|\.)from\w+$/.test(path) && call.args.list.length > 1;
  return packaged(name, `${path}()${isZoned ? '.setZone()' : ''}`);
}

/** Functions that are handed to something unknown are likely to be called by it, generators to be asked. */
export function callFunctionsIn(interpreter: Interpreter, { args, span }: Call, may = true): Value {
  let result: Value = EMPTY;
  for (const value of args.rest === undefined ? args.list : [...args.list, args.rest]) {
    for (const atom of value) {
      if ((atom.kind === 'function' && !atom.isClass) || atom.kind === 'bound') {
        const given = callAtom(interpreter, atom, { self: UNDEFINED, args: UNKNOWN_ARGUMENTS, span, may });
        // What runs generator functions asks what they give; the SDK does not.
        if (may)
          for (const each of given)
            if (each.kind === 'object' && each.pending !== undefined) interpreter.iterate(each, may);
        result = join(result, given);
      } else if (atom.kind === 'object' && atom.pending !== undefined) interpreter.iterate(atom, may);
    }
  }
  return result;
}

/** The values of the arguments; a spread stands for any number of them. */
export function argumentsOf(interpreter: Interpreter, expressions: readonly Expression[]): Arguments {
  const list: Value[] = [];
  let rest: Value | undefined;
  for (const expression of expressions) {
    const tuple =
      expression[0] === 'spread' && rest === undefined ? spreadTuple(interpreter, expression[1]) : undefined;
    if (tuple !== undefined) {
      list.push(...tuple);
      continue;
    }
    const value = interpreter.evaluate(expression);
    if (expression[0] === 'spread' || rest !== undefined)
      rest = join(rest ?? EMPTY, value.length === 0 ? UNKNOWN : value);
    else list.push(value);
  }
  return { list, rest };
}

/** The elements of a list of which each is known; undefined where it may be another list, or of any length. */
function spreadTuple(interpreter: Interpreter, expression: Expression): readonly Value[] | undefined {
  return tupleOf(interpreter, interpreter.evaluate(expression));
}

/** The elements of a value that is one list, in order. */
export function tupleOf(interpreter: Interpreter, list: Value): readonly Value[] | undefined {
  const [tuple] = list;
  if (list.length !== 1 || tuple?.kind !== 'object' || tuple.of !== 'Array') return undefined;
  if (interpreter.read(tuple.elements).length > 0) return undefined;
  const values: Value[] = [];
  for (let index = 0; tuple.properties.has(String(index)); index += 1)
    values.push(interpreter.read(cellIn(tuple, 'properties', String(index))));
  return values;
}

/** An argument by its place; undefined where there is none. */
export function argument({ list, rest }: Arguments, index: number): Value {
  return list[index] ?? (rest === undefined ? UNDEFINED : join(rest, UNDEFINED));
}

/** Follows a `new` expression. */
export function construct(
  interpreter: Interpreter,
  [, callee, argumentExpressions, span]: Extract<Expression, readonly ['new', ...unknown[]]>,
): Value {
  const value = interpreter.evaluate(callee);
  const args = argumentsOf(interpreter, argumentExpressions);
  const call = { self: UNDEFINED, args, span, may: isOneOfMany(value) };
  judgeTextOfDate(interpreter, value, argumentExpressions, call);
  return constructValue(interpreter, value, call);
}

/** Makes an object by everything that the callee may be. */
export function constructValue(interpreter: Interpreter, callee: Value, call: Call): Value {
  let result: Value = EMPTY;
  for (const atom of callee) result = join(result, constructAtom(interpreter, atom, call));
  return result;
}

function constructAtom(interpreter: Interpreter, atom: Atom, call: Call): Value {
  switch (atom.kind) {
    case 'function': {
      const instance = interpreter.object(`new ${call.span[0]} ${atom.id}`);
      interpreter.write(instance.prototype, [prototypeOf(interpreter, atom)]);
      const returned = initialise(interpreter, atom, [instance], call);
      return join(
        [instance],
        returned.filter(({ kind }) => kind === 'object' || kind === 'function'),
      );
    }
    case 'bound':
      return constructValue(interpreter, atom.target, {
        ...call,
        args: { list: [...atom.args, ...call.args.list], rest: call.args.rest },
      });
    case 'host':
      return constructHost(interpreter, atom.path, call);
    case 'inert':
      return inert(`${atom.path}()`);
    case 'absent':
    case 'package':
    case 'unknown':
      return callAtom(interpreter, atom, call);
    case 'object':
      return atom.proxy === undefined ? UNKNOWN : constructProxy(interpreter, atom.proxy, call);
    default:
      return UNKNOWN;
  }
}

/** Runs what a class does with a new object: the parent's part, the fields, the constructor. */
export function initialise(interpreter: Interpreter, atom: FunctionAtom, instance: Value, call: Call): Value {
  if (atom.code === undefined) initialiseParents(interpreter, atom, instance, call);
  for (const { key, initialiser } of atom.fields) {
    const value =
      initialiser === undefined
        ? UNDEFINED
        : interpreter.invoke(initialiser, instance, { list: [], rest: undefined }, call.span, call.may);
    for (const each of instance) {
      if (each.kind === 'object')
        interpreter.write(key === undefined ? each.elements : cellIn(each, 'properties', key), value);
    }
  }
  return atom.code === undefined ? EMPTY : interpreter.invoke(atom, instance, call.args, call.span, call.may);
}

function initialiseParents(interpreter: Interpreter, atom: FunctionAtom, instance: Value, call: Call): void {
  for (const parent of atom.parent === undefined ? EMPTY : interpreter.read(atom.parent)) {
    if (parent.kind === 'function') initialise(interpreter, parent, instance, call);
    else if (parent.kind === 'absent' || parent.kind === 'host') constructAtom(interpreter, parent, call);
  }
}

function callSuper(interpreter: Interpreter, args: Arguments): Value {
  const { current } = interpreter;
  const home = homeOf(interpreter);
  if (home?.of.kind === 'function')
    initialiseParents(interpreter, home.of, readThis(interpreter), {
      self: UNDEFINED,
      args,
      span: current.span,
      may: false,
    });
  return UNDEFINED;
}

function homeOf(interpreter: Interpreter) {
  let frame: typeof interpreter.current | undefined = interpreter.current;
  while (frame !== undefined) {
    if (frame.callee?.home !== undefined) return frame.callee.home;
    // A constructor's home is its own class.
    if (frame.callee?.isClass === true) return { of: frame.callee, isStatic: false };
    frame = frame.parent;
  }
  return undefined;
}

/** What `super` stands for in the function at hand. */
export function superPrototype(interpreter: Interpreter): Value {
  const home = homeOf(interpreter);
  if (home?.of.kind === 'object') return interpreter.read(home.of.prototype);
  if (home?.of.parent === undefined) return UNKNOWN;
  const parent = interpreter.read(home.of.parent);
  return home.isStatic ? parent : getMember(interpreter, parent, 'prototype', NO_SPAN);
}
