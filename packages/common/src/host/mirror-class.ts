/**
 * Replaces construction: `create` makes the instance, also of a subclass, with the arguments that the SDK's constructor
 * shall see.
 */
export type ConstructHook = (create: (...args: readonly unknown[]) => object, args: readonly unknown[]) => object;

type Constructor = new (...args: unknown[]) => object;

/**
 * A class of the SDK's with some of its static methods, and its construction, replaced. It is a proxy, not a subclass:
 * `instanceof` holds both ways, further static members are the SDK's own, and `class My extends Worker` works as before.
 *
 * A replaced method is called with the class that it was called on as `this`, which is a subclass or `target` itself. What a
 * test puts in its place (`vi.spyOn(Worker, 'create')`) stays on the mirror: on the SDK's class it would be out of sight here,
 * and undoing it would leave our method there, which calls the one that it replaced.
 */
export function mirrorClass<C extends object>(
  target: C,
  statics: { readonly [Name in keyof C]?: unknown },
  construct?: ConstructHook,
): C {
  const own: object = {};
  const isOwn = (name: PropertyKey): boolean => Object.hasOwn(own, name);
  const mirror: C = new Proxy(target, {
    get(_, name, receiver) {
      if (isOwn(name)) return Reflect.get(own, name) as unknown;
      // The mirror must not show up inside of the SDK's own static methods, where `this` makes the instances.
      return Reflect.get(target, name, receiver === mirror ? target : receiver) as unknown;
    },
    set: (_, name, value, receiver) =>
      receiver === mirror && isOwn(name) ? Reflect.set(own, name, value) : Reflect.set(target, name, value, receiver),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(isOwn(name) ? own : target, name),
    defineProperty: (_, name, descriptor) => Reflect.defineProperty(isOwn(name) ? own : target, name, descriptor),
    ...(construct !== undefined && {
      construct(_: C, args: unknown[], newTarget: Constructor): object {
        return construct((...sdkArgs) => Reflect.construct(target as unknown as Constructor, sdkArgs, newTarget), args);
      },
    }),
  });
  for (const [name, method] of Object.entries(statics)) {
    const value = function (this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(method as (...args: unknown[]) => unknown, this === mirror ? target : this, args);
    };
    Object.defineProperty(own, name, { value, writable: true, configurable: true });
  }
  return mirror;
}
