import { types } from 'node:util';

/** Copies arguments, so that an attempt which changes them cannot help or harm the next one: the server keeps its own. */
export function deepCopy<T>(value: T, seen = new Map<unknown, unknown>()): T {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known as T;
  if (types.isDate(value)) return new Date(value.getTime()) as T;
  if (Buffer.isBuffer(value)) return Buffer.from(value) as T;
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return structuredClone(value);
  if (types.isMap(value)) {
    const copy = new Map<unknown, unknown>();
    seen.set(value, copy);
    for (const [key, child] of value as unknown as Map<unknown, unknown>)
      copy.set(deepCopy(key, seen), deepCopy(child, seen));
    return copy as T;
  }
  if (types.isSet(value)) {
    const copy = new Set<unknown>();
    seen.set(value, copy);
    for (const child of value as unknown as Set<unknown>) copy.add(deepCopy(child, seen));
    return copy as T;
  }
  const copy = (Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value) as object | null)) as T;
  seen.set(value, copy);
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined || (Array.isArray(value) && key === 'length')) continue;
    // By far the most, and ten times as fast.
    if (property.writable && property.enumerable && property.configurable && key !== '__proto__') {
      (copy as Record<PropertyKey, unknown>)[key] = deepCopy(property.value as unknown, seen);
      continue;
    }
    Object.defineProperty(
      copy,
      key,
      'value' in property ? { ...property, value: deepCopy(property.value as unknown, seen) } : property,
    );
  }
  return copy;
}
