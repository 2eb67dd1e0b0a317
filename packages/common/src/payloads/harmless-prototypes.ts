const known = new WeakMap<object, boolean>();

/**
 * Whether an object with this prototype has the same fields and methods after JSON as before: plain objects, those of other
 * realms, those without a prototype, and instances of classes that only hold data.
 */
export function isHarmless(prototype: object | null): boolean {
  if (prototype === null) return true;
  let harmless = known.get(prototype);
  if (harmless === undefined) {
    harmless = addsNothing(prototype);
    known.set(prototype, harmless);
  }
  return harmless;
}

function addsNothing(prototype: object): boolean {
  try {
    const parent = Object.getPrototypeOf(prototype) as object | null;
    // The root of a realm's objects. Its methods are those that every object has on the other side, too.
    if (parent === null && Object.hasOwn(prototype, 'hasOwnProperty')) return !('toJSON' in prototype);
    const names = Reflect.ownKeys(prototype).filter((name) => name !== 'constructor');
    return names.length === 0 && isHarmless(parent);
  } catch {
    return false;
  }
}
