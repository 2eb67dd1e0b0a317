import { types } from 'node:util';
import { Dictionary, isList, Moment, type Tree } from './tree';

/**
 * Whether {@link toTree} would make this very tree of a value. Most runs of a check leave what a clean run leaves, and looking costs
 * much less than making a tree and rendering it. `false` may also mean that only making it would tell.
 */
export function isSameTree(value: unknown, tree: Tree): boolean {
  switch (typeof value) {
    case 'string':
      return isSameText(value, tree);
    case 'number':
    case 'boolean':
    case 'undefined':
      return Object.is(value === 0 ? 0 : value, tree);
    case 'function':
      return tree === undefined;
    case 'object':
      return value === null ? tree === null : isSameObject(value, tree);
    default:
      return false;
  }
}

// What looks like JSON or has lines is taken apart by toTree.
function isSameText(text: string, tree: Tree): boolean {
  if (tree instanceof Moment) return tree.text === text;
  return text === tree && !/^[{[]|\n/.test(text);
}

function isSameObject(value: object, tree: Tree): boolean {
  if (Array.isArray(value)) return isSameList(value as readonly unknown[], tree);
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype === Object.prototype || prototype === null) return isSameRecord(value, tree);
  if (types.isDate(value))
    return tree instanceof Moment && tree.milliseconds === value.getTime() && tree.text === value.toISOString();
  if (types.isSet(value)) return isSameList([...value], tree);
  if (types.isMap(value)) return isSameMap(value, tree);
  return !isSpecial(value) && isSameRecord(value, tree);
}

function isSameList(list: readonly unknown[], tree: Tree): boolean {
  if (!isList(tree) || tree.length !== list.length) return false;
  for (let index = 0; index < list.length; index++) if (!isSameTree(list[index], tree[index])) return false;
  return true;
}

function isSameMap(map: ReadonlyMap<unknown, unknown>, tree: Tree): boolean {
  if (!(tree instanceof Dictionary) || !tree.isOpen || tree.entries.size !== map.size) return false;
  for (const [key, child] of map)
    if (typeof key !== 'string' || !tree.entries.has(key) || !isSameTree(child, tree.entries.get(key))) return false;
  return true;
}

function isSameRecord(record: object, tree: Tree): boolean {
  if (!(tree instanceof Dictionary) || tree.isOpen) return false;
  let count = 0;
  for (const key of Object.keys(record)) {
    const child = (record as Readonly<Record<string, unknown>>)[key];
    if (typeof child === 'function' || child === undefined) continue;
    count += 1;
    if (!tree.entries.has(key) || !isSameTree(child, tree.entries.get(key))) return false;
  }
  return count === tree.entries.size;
}

/** What toTree does not take for a record of its properties, or not for that alone. */
function isSpecial(value: object): boolean {
  return (
    ArrayBuffer.isView(value) ||
    value instanceof Error ||
    value instanceof URL ||
    types.isAnyArrayBuffer(value) ||
    types.isBoxedPrimitive(value) ||
    types.isRegExp(value) ||
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value)
  );
}
