import { types } from 'node:util';

/** Remembers everything that an object holds, and gives a function that puts it back in place, every object being the same as before. */
export function rememberGraph(root: object): () => void {
  const restore: (() => void)[] = [];
  const seen = new Set<object>();
  visit(root);
  return () => {
    for (const each of restore) each();
  };

  function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (types.isProxy(value) || types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value)) return;
    if (types.isDate(value)) {
      const time = value.getTime();
      restore.push(() => value.setTime(time));
      return;
    }
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const copy = bytes.slice();
      restore.push(() => bytes.set(copy));
      return;
    }
    if (types.isMap(value)) {
      const map = value;
      const entries = [...map];
      restore.push(() => {
        map.clear();
        for (const [key, child] of entries) map.set(key, child);
      });
      for (const [key, child] of entries) [key, child].forEach(visit);
    } else if (types.isSet(value)) {
      const set = value;
      const items = [...set];
      restore.push(() => {
        set.clear();
        for (const item of items) set.add(item);
      });
      items.forEach(visit);
    } else if (Array.isArray(value)) {
      const items = [...(value as unknown[])];
      restore.push(() => {
        value.splice(0, value.length, ...items);
      });
      items.forEach(visit);
    }
    rememberProperties(value);
  }

  function rememberProperties(owner: object): void {
    if (Object.isFrozen(owner) || (Array.isArray(owner) && Object.keys(owner).length === owner.length)) return;
    const data = dataOf(owner);
    restore.push(() => {
      for (const key of Reflect.ownKeys(owner))
        if (!data.has(key) && isData(owner, key)) Reflect.deleteProperty(owner, key);
      for (const [key, property] of data) {
        if (property.writable === true && Object.getOwnPropertyDescriptor(owner, key)?.value !== property.value)
          Object.defineProperty(owner, key, property);
      }
    });
    for (const { value } of data.values()) visit(value);
  }
}

/** The properties that hold data: neither functions, which the watched object's wrappers are, nor accessors. */
function dataOf(owner: object): Map<PropertyKey, PropertyDescriptor> {
  const found = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of Reflect.ownKeys(owner)) {
    const property = isData(owner, key) ? Object.getOwnPropertyDescriptor(owner, key) : undefined;
    if (property !== undefined) found.set(key, property);
  }
  return found;
}

function isData(owner: object, key: PropertyKey): boolean {
  if (Array.isArray(owner) && (key === 'length' || /^\d+$/.test(String(key)))) return false;
  const property = Object.getOwnPropertyDescriptor(owner, key);
  return property !== undefined && 'value' in property && typeof property.value !== 'function';
}
