const bareServices = new WeakMap<object, object>();

/** Remembers which service is behind one that explains its errors. */
export function noteBareService(explained: object, bare: object): void {
  bareServices.set(explained, bare);
}

/** The service itself, for a call that the one in front of it does not know. Nobody else's goes unasked: of those it knows nothing. */
export function bareServiceOf<T extends object>(service: T): T {
  return (bareServices.get(service) ?? service) as T;
}
