import { createHash } from 'node:crypto';
import { inspect, types } from 'node:util';
import { Dictionary, Moment, type Tree } from './tree';

/** More than this is not compared: a check that takes minutes per plan tells nobody anything. */
const MAXIMUM_NODES = 1_000_000;
const MAXIMUM_CHARACTERS = 64 * 1024 * 1024;
const LONG_BYTES = 1_024;

/** A snapshot that is too large to be compared. */
export class SnapshotTooLargeError extends Error {}

/** Turns whatever a world's snapshot or an activity's result holds into a tree. `isIgnored` is asked for each path. */
export function toTree(value: unknown, isIgnored?: (path: readonly string[]) => boolean): Tree {
  const budget = { nodes: 0, characters: 0 };
  const open = new Map<object, string>();
  const path: string[] = [];
  return visit(value);

  function visit(each: unknown): Tree {
    if (++budget.nodes > MAXIMUM_NODES) throw new SnapshotTooLargeError(`more than ${MAXIMUM_NODES} values`);
    switch (typeof each) {
      case 'string':
        return text(each);
      case 'number':
        return Object.is(each, -0) ? 0 : each;
      case 'boolean':
      case 'undefined':
        return each;
      case 'bigint':
        return `${each}n`;
      case 'symbol':
        return String(each);
      case 'function':
        return undefined;
      case 'object':
        break;
    }
    if (each === null) return null;
    return object(each);
  }

  function object(each: object): Tree {
    const known = open.get(each);
    if (known !== undefined) return `«circular ${known}»`;
    const special = scalarObject(each);
    if (special !== NOT_SCALAR) return special;
    open.set(each, path.join('.'));
    try {
      return container(each);
    } finally {
      open.delete(each);
    }
  }

  function container(each: object): Tree {
    if (Array.isArray(each)) return each.map(visit);
    if (types.isSet(each)) return [...each].map(visit);
    const isMap = types.isMap(each);
    const entries = new Map<string, Tree>();
    const pairs: Iterable<[unknown, unknown]> = isMap ? each : Object.entries(each);
    for (const [key, child] of pairs) {
      if (!isMap && (typeof child === 'function' || child === undefined)) continue;
      const name = keyText(key);
      path.push(name);
      if (isIgnored?.(path) !== true) {
        const tree = visit(child);
        if (!isMap && child instanceof Error && tree instanceof Dictionary) tree.entries.delete('stack');
        entries.set(name, tree);
      }
      path.pop();
    }
    if (each instanceof Error) entries.set('message', each.message);
    return new Dictionary(entries, isMap);
  }

  function text(each: string): Tree {
    budget.characters += each.length;
    if (budget.characters > MAXIMUM_CHARACTERS)
      throw new SnapshotTooLargeError(`more than ${MAXIMUM_CHARACTERS / 1024 / 1024} MiB of text`);
    const first = each.charCodeAt(0);
    // A JSON text holds values that vary one by one: a stored reply with its id and its time.
    if ((first === 123 || first === 91) && each.length > 1) {
      try {
        return visit(JSON.parse(each));
      } catch {
        // A text that only looks like JSON.
      }
    }
    if (each.includes('\n')) return each.replace(/\n$/, '').split('\n').map(visit);
    return momentOf(each) ?? each;
  }
}

const NOT_SCALAR = Symbol('not a scalar');

function scalarObject(each: object): Tree | typeof NOT_SCALAR {
  if (each instanceof Date || types.isDate(each)) {
    const milliseconds = each.getTime();
    return Number.isNaN(milliseconds) ? 'Invalid Date' : new Moment(each.toISOString(), milliseconds);
  }
  if (ArrayBuffer.isView(each)) return bytes(new Uint8Array(each.buffer, each.byteOffset, each.byteLength));
  if (types.isAnyArrayBuffer(each)) return bytes(new Uint8Array(each));
  if (types.isBoxedPrimitive(each)) return toTree(each.valueOf());
  if (types.isRegExp(each) || each instanceof URL) return String(each);
  if (types.isPromise(each) || types.isWeakMap(each) || types.isWeakSet(each)) return undefined;
  return NOT_SCALAR;
}

function bytes(view: Uint8Array): string {
  if (view.byteLength <= LONG_BYTES) return `0x${Buffer.from(view).toString('hex')}`;
  return `${view.byteLength} bytes, sha256 ${createHash('sha256').update(view).digest('hex').slice(0, 24)}`;
}

function keyText(key: unknown): string {
  if (typeof key === 'string') return key;
  return inspect(key, { depth: 4, breakLength: Infinity });
}

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;

function momentOf(each: string): Moment | undefined {
  if (each.length < 10 || each.length > 40 || !ISO.test(each)) return undefined;
  const milliseconds = Date.parse(each.replace(' ', 'T').replace(/(:.*[+-]\d\d)$/, '$1:00'));
  return Number.isNaN(milliseconds) ? undefined : new Moment(each, milliseconds);
}
