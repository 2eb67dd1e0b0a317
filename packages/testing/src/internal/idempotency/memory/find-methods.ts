import { types } from 'node:util';
import { isClass } from '@handrail/common/host';

/** A function that an activity may call on a watched object. */
export interface FoundMethod {
  readonly owner: object;
  readonly name: string;
  /** How a reader would write it: `bank.transfer`. */
  readonly label: string;
  readonly original: (...args: unknown[]) => unknown;
}

/** The methods of an object of fakes and of the objects in it: own ones and those of their classes. */
export function findMethods(root: object): FoundMethod[] {
  const found: FoundMethod[] = [];
  const seen = new Set<object>();
  visit(root, '');
  return found;

  function visit(owner: object, path: string): void {
    if (seen.has(owner) || isPlainData(owner)) return;
    seen.add(owner);
    const names = new Set<string>();
    for (
      let level: object | null = owner;
      level !== null && !BUILT_IN.has(level);
      level = Object.getPrototypeOf(level) as object | null
    ) {
      for (const name of Object.getOwnPropertyNames(level)) {
        if (name === 'constructor' || names.has(name)) continue;
        names.add(name);
        const property = Object.getOwnPropertyDescriptor(level, name);
        if (property === undefined || !('value' in property)) continue;
        const value: unknown = property.value;
        const label = path === '' ? name : `${path}.${name}`;
        if (typeof value === 'function') {
          if (!isClass(value)) found.push({ owner, name, label, original: value });
        } else if (level === owner && typeof value === 'object' && value !== null) visit(value, label);
      }
    }
  }
}

const BUILT_IN = new Set<object>([
  Object.prototype,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Date.prototype,
  Function.prototype,
  Promise.prototype,
  Error.prototype,
]);

function isPlainData(value: object): boolean {
  return (
    Array.isArray(value) ||
    ((types.isMap(value) || types.isSet(value)) && BUILT_IN.has(Object.getPrototypeOf(value) as object)) ||
    types.isDate(value) ||
    types.isPromise(value) ||
    ArrayBuffer.isView(value)
  );
}
