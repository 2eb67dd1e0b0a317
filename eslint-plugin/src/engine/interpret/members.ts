import type { Span } from '../module-code.js';
import { NO_SPAN } from './calls.js';
import { iterate } from './conversions.js';
import { prototypeOf } from './evaluate-class.js';
import { hostMember, inertMember, instanceMember } from './host-members.js';
import { exportedValue } from './imports.js';
import type { Interpreter } from './interpreter.js';
import { keyOfName, memberOfProxy, setMemberOfProxy, useProxies } from './proxies.js';
import {
  type Atom,
  cellIn,
  EMPTY,
  type FunctionAtom,
  host,
  join,
  namesOf,
  NUMBER,
  type ObjectAtom,
  type PackageAtom,
  packaged,
  STRING,
  UNDEFINED,
  unknown,
  UNKNOWN,
  type Value,
} from './values.js';
import { dependsOnTimeZone, isZoneOfHost, zonedBy } from '../sandbox/date-packages.js';
import { ABSENT } from '../sandbox/globals.js';

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);

// Longer chains are cycles.
// An object may have many prototypes, which have many: each is asked once.
type Asked = Set<ObjectAtom>;

/** A member by its name, of everything that the object may be. */
export function getMember(interpreter: Interpreter, object: Value, name: string, span: Span): Value {
  if (object.length === 1 && object[0] !== undefined) return memberOfAtom(interpreter, object[0], name, span);
  const isLikely = isAbsenceLikely(interpreter, object);
  return object.reduce<Value>(
    (result, atom) =>
      isLikely || atom.kind !== 'absent' ? join(result, memberOfAtom(interpreter, atom, name, span)) : result,
    EMPTY,
  );
}

function memberOfAtom(interpreter: Interpreter, atom: Atom, name: string, span: Span): Value {
  switch (atom.kind) {
    case 'constant':
      // A promise of nothing is taken for nothing, but has its methods.
      if (PROMISE_METHODS.has(name)) return host(`Promise.prototype.${name}`);
      return atom.value == null ? EMPTY : memberOfPrimitive(typeof atom.value, name);
    case 'typed':
      return memberOfPrimitive(atom.type, name);
    case 'unknown':
      return unknown(name);
    case 'inert':
      return inertMember(interpreter, atom.path, name);
    case 'host':
      return hostMember(interpreter, atom.path, name, span);
    case 'absent':
      if (atom.name === 'process') return memberOfProcess(interpreter, name, span);
      if (!isExcused(interpreter)) interpreter.hazard(ABSENT.get(atom.name) ?? 'absent-global', atom.name, span);
      return UNKNOWN;
    case 'package':
      return memberOfPackage(interpreter, atom, name, span);
    case 'function':
      return memberOfFunction(interpreter, atom, name, span);
    case 'object':
      return memberOfObject(interpreter, atom, name, [atom]);
    case 'namespace': {
      const exported = exportedValue(interpreter, atom.module, name);
      // What `import()` gives is not told apart from its promise.
      const isPromise = PROMISE_METHODS.has(name) && exported.length === 1 && exported[0] === UNDEFINED[0];
      return isPromise ? host(`Promise.prototype.${name}`) : exported;
    }
    case 'bound':
      return host(`Function.prototype.${name}`);
  }
}

function memberOfPackage(interpreter: Interpreter, { name, path }: PackageAtom, member: string, span: Span): Value {
  const full = path === '' ? member : `${path}.${member}`;
  // A getter; what is called is judged by the call.
  const isGetter =
    name.startsWith('luxon') && /^(?:year|month|day|hour|weekday|weekNumber|quarter|ordinal|offset)$/.test(member);
  if (isGetter && dependsOnTimeZone(name, full)) interpreter.hazard('host-time-zone', `${name}.${full}`, span);
  return packaged(name, full);
}

/** Whether a missing global is used for what it is; where it is one of several values, packages have tested which one it is. */
export function isAbsenceLikely(interpreter: Interpreter, value: Value): boolean {
  if (interpreter.current.module.packageName === undefined) return true;
  return value.every((atom) => atom.kind === 'absent' || (atom.kind === 'constant' && atom.value == null));
}

// The bundler replaces this one variable by its value.
function memberOfProcess(interpreter: Interpreter, name: string, span: Span): Value {
  if (name === 'env') return host('process.env');
  if (!isExcused(interpreter)) interpreter.hazard('absent-global', `process.${name}`, span);
  return UNKNOWN;
}

/** What a package tries, and goes on without, is no certain failure. */
export function isExcused(interpreter: Interpreter): boolean {
  return interpreter.caught > 0 && interpreter.current.module.packageName !== undefined;
}

function memberOfPrimitive(type: string, name: string): Value {
  if (name === 'length') return NUMBER;
  const owner = type.charAt(0).toUpperCase() + type.slice(1);
  return host(`${owner}.prototype.${name}`);
}

function memberOfFunction(interpreter: Interpreter, atom: FunctionAtom, name: string, span: Span): Value {
  if (name === 'prototype') {
    prototypeOf(interpreter, atom);
    return interpreter.read(cellIn(atom.statics, 'properties', 'prototype'));
  }
  const own = memberOfObject(interpreter, atom.statics, name, [atom]);
  const isMissing = own.length === 1 && own[0] === UNDEFINED[0];
  if (isMissing && (name === 'call' || name === 'apply' || name === 'bind')) return host(`Function.prototype.${name}`);
  if (isMissing && name === 'name') return STRING;
  if (isMissing && PROMISE_METHODS.has(name)) return host(`Promise.prototype.${name}`);
  if (isMissing && atom.parent !== undefined) return getMember(interpreter, interpreter.read(atom.parent), name, span);
  return own;
}

/** A member of an object or of its prototypes; a getter is called. */
export function memberOfObject(
  interpreter: Interpreter,
  object: ObjectAtom,
  name: string,
  self: Value,
  asked: Asked = new Set(),
): Value {
  asked.add(object);
  if (object.proxy !== undefined) return memberOfProxy(interpreter, object.proxy, keyOfName(name), self);
  const getter = object.getters.get(name);
  // What another workflow has made a getter of is none for this one.
  const getters = getter === undefined ? EMPTY : interpreter.read(getter);
  if (getter !== undefined && (getters.length > 0 || interpreter.owns(getter.layer))) {
    return getters.reduce<Value>(
      (result, each) =>
        each.kind === 'function'
          ? join(result, interpreter.invoke(each, self, { list: [], rest: undefined }, NO_SPAN, false))
          : result,
      EMPTY,
    );
  }
  const own = interpreter.read(cellIn(object, 'properties', name));
  const elements = name === 'length' ? EMPTY : interpreter.read(object.elements);
  const found =
    object.of === undefined ? join(own, elements) : object.of === 'Array' && isPlace(name) ? join(own, elements) : own;
  // What is stored under a name that is not known is rather under another one.
  if (own.length > 0) return object.of === 'Array' ? found : own;
  const inherited = inheritedMember(interpreter, object, name, self, asked);
  if (inherited.length > 0) return join(inherited, found);
  // Something was stored under a name that is not known: under this one, or under another.
  if (found.length > 0) return join(found, UNDEFINED);
  if (object.of !== undefined) return instanceMember(object, name);
  if (object.isOpen) return unknown(name);
  // It is the value that a promise gives, which is not told apart from the promise.
  if (PROMISE_METHODS.has(name)) return host(`Promise.prototype.${name}`);
  if (name === '__proto__') return host('Object.prototype');
  if (name === 'constructor') return host('Object');
  return name in Object.prototype ? host(`Object.prototype.${name}`) : UNDEFINED;
}

function inheritedMember(interpreter: Interpreter, object: ObjectAtom, name: string, self: Value, asked: Asked): Value {
  let result: Value = EMPTY;
  for (const parent of interpreter.read(object.prototype)) {
    if (parent.kind === 'object') {
      if (asked.has(parent)) continue;
      const member = memberOfObject(interpreter, parent, name, self, asked);
      if (!(member.length === 1 && member[0] === UNDEFINED[0])) result = join(result, member);
    } else if (parent.kind === 'function') {
      const member = memberOfFunction(interpreter, parent, name, NO_SPAN);
      if (!(member.length === 1 && member[0] === UNDEFINED[0])) result = join(result, member);
    } else if (parent.kind === 'host') result = join(result, hostMember(interpreter, parent.path, name, NO_SPAN));
    else if (parent.kind === 'unknown' || parent.kind === 'package' || parent.kind === 'inert')
      result = join(result, unknown(name));
  }
  return result;
}

/** A member under a computed name. Where the name is not known it may be any of them. */
export function getElement(interpreter: Interpreter, object: Value, key: Value, span: Span): Value {
  const names = namesOf(key);
  if (names !== undefined) {
    return names.reduce<Value>((result, name) => join(result, getMember(interpreter, object, name, span)), EMPTY);
  }
  return object.reduce<Value>((result, atom) => join(result, anyMember(interpreter, atom)), EMPTY);
}

const MOST_EXPORTS = 60;
const LARGEST_TABLE = 12;

function anyMember(interpreter: Interpreter, atom: Atom): Value {
  switch (atom.kind) {
    case 'object':
      if (atom.proxy !== undefined) return memberOfProxy(interpreter, atom.proxy, UNKNOWN, [atom]);
      if (isTable(interpreter, atom)) return UNKNOWN;
      return join(allProperties(interpreter, atom), atom.isOpen ? UNKNOWN : UNDEFINED);
    case 'function':
      return isTable(interpreter, atom.statics) ? UNKNOWN : join(allProperties(interpreter, atom.statics), UNDEFINED);
    case 'namespace': {
      const names = Object.keys(atom.module.code.exports);
      if (names.length > MOST_EXPORTS) return UNKNOWN;
      return names.reduce<Value>(
        (result, name) => join(result, exportedValue(interpreter, atom.module, name)),
        UNKNOWN,
      );
    }
    case 'constant':
      return typeof atom.value === 'string' ? STRING : EMPTY;
    default:
      return UNKNOWN;
  }
}

// A package's object of many functions, under a key that is not known.
function isTable(interpreter: Interpreter, { properties }: ObjectAtom): boolean {
  return properties.size > LARGEST_TABLE && interpreter.current.module.packageName !== undefined;
}

function allProperties(interpreter: Interpreter, object: ObjectAtom): Value {
  let result = interpreter.read(object.elements);
  for (const [name, cell] of object.properties) if (name !== 'prototype') result = join(result, interpreter.read(cell));
  return result;
}

/** Stores a value under a name. */
export function setMember(interpreter: Interpreter, object: Value, name: string, value: Value, span: Span): void {
  for (const atom of object) {
    if (atom.kind === 'object') setProperty(interpreter, atom, { name, value, self: [atom], span });
    else if (atom.kind === 'function') setProperty(interpreter, atom.statics, { name, value, self: [atom], span });
    else if (atom.kind === 'host' && isSharedForSure(interpreter, object)) {
      const isRefused = isFrozen(atom.path) && interpreter.current.module.code.isStrict;
      if (isRefused || isSharedPrototype(atom.path))
        interpreter.hazard('shared-prototype', `${atom.path}.${name}`, span);
    } else if (atom.kind === 'package') {
      noteDefaultZone(interpreter, zonedBy(atom.name, `${atom.path}.${name}`), value, span);
    }
  }
}

/** Notes that a package is given a zone for all that it makes, unless it may be the host's. */
export function noteDefaultZone(
  interpreter: Interpreter,
  zoned: string | undefined,
  zone: Value,
  span: Span,
  may = false,
): void {
  if (zoned !== undefined && !zone.some(isHostZone))
    interpreter.hazard('default-time-zone', zoned, span, may || interpreter.uncertain > 0);
}

// No zone means the host's as well.
const HOST_ZONES: ReadonlySet<unknown> = new Set(['system', 'local', null, undefined]);

function isHostZone(atom: Atom): boolean {
  return atom.kind === 'constant'
    ? HOST_ZONES.has(atom.value)
    : atom.kind === 'package' && isZoneOfHost(atom.name, atom.path);
}

/** In a package, what may be one of several objects is most likely its own. */
export function isSharedForSure(interpreter: Interpreter, target: Value): boolean {
  return interpreter.current.module.packageName === undefined || target.length === 1;
}

export function isSharedPrototype(path: string): boolean {
  return /^[A-Z]\w*(?:\.[A-Z]\w*)?\.prototype$/.test(path);
}

const FROZEN = new Set(
  'Reflect Math JSON Atomics Intl Object Array String Number Boolean Symbol Promise RegExp Error Map Set'.split(' '),
);

/** What the sandbox freezes: giving it another member throws. */
export function isFrozen(path: string): boolean {
  return FROZEN.has(path);
}

function setProperty(
  interpreter: Interpreter,
  object: ObjectAtom,
  {
    name,
    value,
    self,
    span,
  }: { readonly name: string; readonly value: Value; readonly self: Value; readonly span: Span },
): void {
  if (object.proxy !== undefined) {
    setMemberOfProxy(interpreter, object.proxy, { key: keyOfName(name), value, self, span });
    return;
  }
  const setter = findSetter(interpreter, object, name, new Set());
  for (const each of setter ?? EMPTY) {
    if (each.kind === 'function') interpreter.invoke(each, self, { list: [value], rest: undefined }, NO_SPAN, false);
  }
  if (setter !== undefined) return;
  if (name === '__proto__') interpreter.write(object.prototype, value);
  else interpreter.write(cellIn(object, 'properties', name), value);
}

function findSetter(interpreter: Interpreter, object: ObjectAtom, name: string, asked: Asked): Value | undefined {
  const own = object.setters.get(name);
  if (own !== undefined) return interpreter.read(own);
  if (asked.has(object)) return undefined;
  asked.add(object);
  for (const parent of interpreter.read(object.prototype)) {
    const found = parent.kind === 'object' ? findSetter(interpreter, parent, name, asked) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Stores a value under a computed name. */
export function setElement(interpreter: Interpreter, object: Value, key: Value, value: Value, span: Span): void {
  const names = namesOf(key);
  if (names !== undefined) {
    for (const name of names) setMember(interpreter, object, name, value, span);
    return;
  }
  for (const atom of object) {
    if (atom.kind === 'object') {
      if (atom.proxy === undefined) interpreter.write(atom.elements, value);
      else setMemberOfProxy(interpreter, atom.proxy, { key, value, self: [atom], span });
    } else if (atom.kind === 'function') interpreter.write(atom.statics.elements, value);
    else if (atom.kind === 'host' && isSharedPrototype(atom.path) && isSharedForSure(interpreter, object))
      interpreter.hazard('shared-prototype', `${atom.path}[…]`, span);
  }
}

/** What a loop over the value, or a spread of it, gives. */
export function elementsOf(interpreter: Interpreter, value: Value): Value {
  return value.reduce<Value>((result, atom) => join(result, elementsOfAtom(interpreter, atom)), EMPTY);
}

function elementsOfAtom(interpreter: Interpreter, atom: Atom): Value {
  if (atom.kind === 'constant') return typeof atom.value === 'string' ? STRING : EMPTY;
  if (atom.kind === 'typed') return STRING;
  if (atom.kind !== 'object') return UNKNOWN;
  if (atom.pending !== undefined) return interpreter.iterate(atom, false);
  if (atom.proxy !== undefined) return join(UNKNOWN, elementsOf(interpreter, interpreter.read(atom.proxy.target)));
  if (atom.of === 'Map') {
    const entry = interpreter.object(`entry of ${atom.id}`, 'Array');
    interpreter.write(entry.elements, interpreter.read(atom.elements));
    return [entry];
  }
  if (atom.of === undefined) return iterate(interpreter, atom) ?? UNKNOWN;
  return tupleElements(interpreter, atom);
}

/** What stands in a list, at known places and at others. */
export function tupleElements(interpreter: Interpreter, atom: ObjectAtom): Value {
  let result = interpreter.read(atom.elements);
  for (const [name, cell] of atom.properties) if (isPlace(name)) result = join(result, interpreter.read(cell));
  return result;
}

function isPlace(name: string): boolean {
  return /^\d+$/.test(name);
}

/** Copies what a spread or `Object.assign` copies. */
export function copyProperties(
  interpreter: Interpreter,
  from: Value,
  to: ObjectAtom,
  isReplaced: (name: string) => boolean = () => false,
): void {
  for (const atom of from) {
    if (atom.kind === 'object' || atom.kind === 'function') {
      const source = atom.kind === 'object' ? atom : atom.statics;
      if (source.proxy !== undefined) {
        useProxies(interpreter, [atom], 'ownKeys');
        interpreter.write(to.elements, memberOfProxy(interpreter, source.proxy, UNKNOWN, [atom]));
      }
      for (const [name, cell] of source.properties)
        if (source !== to && !isReplaced(name))
          interpreter.write(cellIn(to, 'properties', name), interpreter.read(cell));
      for (const [name] of source.getters)
        interpreter.write(cellIn(to, 'properties', name), memberOfObject(interpreter, source, name, [atom]));
      interpreter.write(to.elements, interpreter.read(source.elements));
      if (source.isOpen) interpreter.open(to);
    } else if (atom.kind === 'namespace') {
      for (const name of Object.keys(atom.module.code.exports)) {
        interpreter.write(cellIn(to, 'properties', name), exportedValue(interpreter, atom.module, name));
      }
      if (atom.module.code.starExports.length > 0) interpreter.open(to);
    } else if (atom.kind !== 'constant' && atom.kind !== 'typed' && atom.kind !== 'absent') interpreter.open(to);
  }
}
