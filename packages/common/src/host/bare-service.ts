// A process may hold several copies of this package.
const BARE_SERVICES = Symbol.for('handrail.bareServices');

type Holder = { [BARE_SERVICES]?: WeakMap<object, object> };

/** Remembers which service is behind one that explains its errors. */
export function noteBareService(explained: object, bare: object): void {
  ((globalThis as Holder)[BARE_SERVICES] ??= new WeakMap()).set(explained, bare);
}

/** The service itself, for a call that the one in front of it does not know. What stands in front of it otherwise stays. */
export function bareServiceOf<T extends object>(service: T): T {
  return ((globalThis as Holder)[BARE_SERVICES]?.get(service) ?? service) as T;
}
