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
    const properties = [...data];
    /** With so many properties there is none too many: looking at each takes longer than all else. */
    let calm = -1;
    restore.push(() => {
      for (let index = 0; index < properties.length; index++) {
        const [key, property] = properties[index] as [PropertyKey, PropertyDescriptor];
        if (property.writable !== true || isStill(owner, key, property.value)) continue;
        const now = Object.getOwnPropertyDescriptor(owner, key);
        if (now === undefined || now.value !== property.value) Object.defineProperty(owner, key, property);
      }
      const keys = Reflect.ownKeys(owner);
      if (keys.length === calm) return;
      for (const key of keys) if (!data.has(key) && isData(owner, key)) Reflect.deleteProperty(owner, key);
      calm = Reflect.ownKeys(owner).length;
    });
    for (const { value } of data.values()) visit(value);
  }
}

/** Whether a property says what it has said, by the cheap way to look. A missing one says undefined, too. */
function isStill(owner: object, key: PropertyKey, value: unknown): boolean {
  return value !== undefined && Reflect.get(owner, key) === value && Object.hasOwn(owner, key);
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
