import type { Span } from '../module-code.js';
import { ABSENT, CONSOLE, INJECTED, PRESENT } from '../sandbox/globals.js';
import { DATES_OF_WORKFLOW } from '../sandbox/names.js';
import type { Interpreter } from './interpreter.js';
import { isExcused } from './members.js';
import { absent, constant, host, inert, type ObjectAtom, typed, UNKNOWN, type Value } from './values.js';

/** A member of something that the sandbox has. */
export function hostMember(interpreter: Interpreter, path: string, name: string, span: Span): Value {
  switch (path) {
    case 'globalThis':
      return interpreter.definedGlobals.has(name) ? UNKNOWN : memberOfGlobalThis(name);
    case 'process.env':
      if (name === 'NODE_ENV') return constant('development');
      if (!isExcused(interpreter)) interpreter.hazard('process-env', `process.env.${name}`, span);
      return UNKNOWN;
    case 'console':
      return CONSOLE.has(name) ? host(`console.${name}`) : absent(`console.${name}`);
  }
  if (name === 'constructor') return constructorOf(path);
  if (name === '__proto__') return path.endsWith('.prototype') ? host('Object.prototype') : UNKNOWN;
  if (path.startsWith('module ')) return memberOfReplaced(path.slice(7), name);
  if (path === 'Reflect') return host(`Reflect.${name}`);
  if (name === 'call' || name === 'apply' || name === 'bind') return host(`Function.prototype.${name}`);
  return exists(path, name) ? host(`${path}.${name}`) : UNKNOWN;
}

/** A member of the bundler's own version of a Node module, which has little of the original. */
export function memberOfReplaced(module: string, name: string): Value {
  if (module === 'assert') return host(`assert.${name}`);
  const has = module === 'util' ? ['TextEncoder', 'TextDecoder'] : ['URL', 'URLSearchParams'];
  return has.includes(name) ? host(name) : absent(`${module}.${name}`);
}

function memberOfGlobalThis(name: string): Value {
  if (ABSENT.has(name)) return absent(name);
  if (name === 'globalThis' || name === 'global') return host('globalThis');
  return PRESENT.has(name) || name === 'Temporal' ? host(name) : UNKNOWN;
}

/** The real constructor behind something: of a date it is not the deterministic one, of a host object it is the host's. */
function constructorOf(path: string): Value {
  const owner = /^(.+)\.prototype$/.exec(path)?.[1];
  if (owner === 'Date') return host('RealDate');
  if (owner !== undefined) return host(owner);
  if (INJECTED.has(path) || path.startsWith('Host')) return host('HostFunction');
  return host('Function');
}

/** A member of an object that a constructor of the sandbox has made. */
export function instanceMember({ of = 'Object' }: ObjectAtom, name: string): Value {
  if (name === 'constructor') return constructorOf(`${of}.prototype`);
  if (name === '__proto__') return host(`${of}.prototype`);
  if (of === 'AbortController' && name === 'signal') return inert('host AbortSignal');
  const path = `${of}.prototype.${name}`;
  let member = instanceMembers.get(path);
  if (member === undefined) instanceMembers.set(path, (member = dataMember(of, name) ?? host(path)));
  return member;
}

const instanceMembers = new Map<string, Value>();

// A length, a size, a message: nothing that is called.
function dataMember(of: string, name: string): Value | undefined {
  let prototype: object | null = prototypeNamed(of);
  while (prototype !== null) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    // What such a getter of Intl's gives is a function.
    if (descriptor?.get !== undefined) return of.startsWith('Intl.') ? undefined : UNKNOWN;
    if (descriptor !== undefined)
      return typeof descriptor.value === 'function' ? undefined : typed(typeof descriptor.value);
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return undefined;
}

function prototypeNamed(path: string): object | null {
  let object: unknown = globalThis;
  for (const part of [...path.split('.'), 'prototype']) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) return null;
    object = Object.getOwnPropertyDescriptor(object, part)?.value;
  }
  return typeof object === 'object' ? object : null;
}

/** A member of something of the SDK's. */
export function inertMember(interpreter: Interpreter, path: string, name: string): Value {
  if (path === 'host AbortSignal' && name === 'constructor') return host('HostAbortSignal');
  if (path.endsWith('.workflowInfo()') && DATES_OF_WORKFLOW.has(name))
    return [interpreter.object(`${path}.${name}`, 'Date')];
  return inert(path.length > 160 ? path : `${path}.${name}`);
}

// Asked of the Node that lints: what it lacks, the sandbox of a later one may have.
function exists(path: string, name: string): boolean {
  const key = `${path} ${name}`;
  let answer = known.get(key);
  if (answer === undefined) known.set(key, (answer = look(path, name)));
  return answer;
}

const known = new Map<string, boolean>();

function look(path: string, name: string): boolean {
  let object: unknown = globalThis;
  for (const part of path.split('.')) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) return true;
    if (part.startsWith('Host') || part === 'RealDate' || part === 'Temporal' || part.startsWith('module '))
      return true;
    object = Object.getOwnPropertyDescriptor(object, part)?.value;
    if (object === undefined) return true;
  }
  return object === null || (typeof object !== 'object' && typeof object !== 'function') || name in object;
}
