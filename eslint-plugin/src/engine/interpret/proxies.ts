/**
 * What is done to a proxy is done by its handler, or else to its target.
 *
 * @module
 */

import type { Span } from '../module-code.js';
import { type Call, callValue, constructValue, NO_SPAN } from './calls.js';
import type { Arguments } from './frame.js';
import type { Interpreter } from './interpreter.js';
import { getElement, getMember, setElement, setMember } from './members.js';
import {
  constant,
  EMPTY,
  join,
  layerOf,
  newCell,
  type ObjectAtom,
  type ProxyParts,
  UNKNOWN,
  type Value,
} from './values.js';

/** A proxy of a target, with what traps its uses. */
export function makeProxy(interpreter: Interpreter, site: string, target: Value, handler: Value): ObjectAtom {
  const proxy = interpreter.object(site);
  proxy.isOpen = true;
  proxy.proxy ??= { target: newCell(layerOf(proxy)), handler: newCell(layerOf(proxy)) };
  interpreter.write(proxy.proxy.target, target);
  interpreter.write(proxy.proxy.handler, handler);
  return proxy;
}

/** A member of a proxy, under a name that need not be known. */
export function memberOfProxy(interpreter: Interpreter, parts: ProxyParts, key: Value, self: Value): Value {
  const target = interpreter.read(parts.target);
  return (
    trap(interpreter, parts, 'get', { list: [target, key, self], rest: undefined }) ??
    (isName(key) ? getMember(interpreter, target, nameOf(key), NO_SPAN) : getElement(interpreter, target, key, NO_SPAN))
  );
}

export function setMemberOfProxy(
  interpreter: Interpreter,
  parts: ProxyParts,
  { key, value, self, span }: { readonly key: Value; readonly value: Value; readonly self: Value; readonly span: Span },
): void {
  const target = interpreter.read(parts.target);
  const args = { list: [target, key, value, self], rest: undefined };
  if (trap(interpreter, parts, 'set', args) !== undefined) return;
  if (isName(key)) setMember(interpreter, target, nameOf(key), value, span);
  else setElement(interpreter, target, key, value, span);
}

export function callProxy(interpreter: Interpreter, parts: ProxyParts, call: Call): Value {
  const target = interpreter.read(parts.target);
  const args = { list: [target, call.self, listOf(interpreter, call)], rest: undefined };
  return trap(interpreter, parts, 'apply', args, call) ?? callValue(interpreter, target, call);
}

export function constructProxy(interpreter: Interpreter, parts: ProxyParts, call: Call): Value {
  const target = interpreter.read(parts.target);
  const args = { list: [target, listOf(interpreter, call), UNKNOWN], rest: undefined };
  return trap(interpreter, parts, 'construct', args, call) ?? constructValue(interpreter, target, call);
}

/** Runs the trap of a use that gives nothing of interest: `has`, `deleteProperty`, `ownKeys`. */
export function useProxies(interpreter: Interpreter, value: Value, name: string, key: Value = UNKNOWN): void {
  for (const atom of value) {
    if (atom.kind !== 'object' || atom.proxy === undefined) continue;
    trap(interpreter, atom.proxy, name, { list: [interpreter.read(atom.proxy.target), key], rest: undefined });
  }
}

// Undefined where no handler has the trap.
function trap(
  interpreter: Interpreter,
  { handler }: ProxyParts,
  name: string,
  args: Arguments,
  { span, may }: Pick<Call, 'span' | 'may'> = { span: NO_SPAN, may: false },
): Value | undefined {
  let result: Value | undefined;
  for (const atom of interpreter.read(handler)) {
    if (atom.kind !== 'object' || atom.proxy !== undefined) {
      if (atom.kind !== 'constant') result = join(result ?? EMPTY, UNKNOWN);
      continue;
    }
    const traps = getMember(interpreter, [atom], name, NO_SPAN).filter(
      (each) => each.kind === 'function' || each.kind === 'bound' || each.kind === 'host',
    );
    if (traps.length > 0)
      result = join(result ?? EMPTY, callValue(interpreter, traps, { self: [atom], args, span, may }));
  }
  return result;
}

function listOf(interpreter: Interpreter, { args, span }: Call): Value {
  const list = interpreter.object(`arguments of a proxy ${span[0]}`, 'Array');
  for (const each of args.list) interpreter.write(list.elements, each);
  if (args.rest !== undefined) interpreter.write(list.elements, args.rest);
  return [list];
}

function isName(key: Value): boolean {
  return key.length === 1 && key[0]?.kind === 'constant';
}

function nameOf([atom]: Value): string {
  return atom?.kind === 'constant' ? String(atom.value) : '';
}

/** The key of a member by its name. */
export function keyOfName(name: string): Value {
  // A symbol is no text.
  return name.startsWith('@@') ? UNKNOWN : constant(name);
}
