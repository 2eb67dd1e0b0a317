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
 * A replaced method is called with the class that it was called on as `this`, which is a subclass or `target` itself.
 */
export function mirrorClass<C extends object>(
  target: C,
  statics: { readonly [Name in keyof C]?: unknown },
  construct?: ConstructHook,
): C {
  const mirror: C = new Proxy(target, {
    get(_, name, receiver) {
      if (Object.hasOwn(statics, name)) return methods[name as keyof C];
      // The mirror must not show up inside of the SDK's own static methods, where `this` makes the instances.
      return Reflect.get(target, name, receiver === mirror ? target : receiver) as unknown;
    },
    ...(construct !== undefined && {
      construct(_: C, args: unknown[], newTarget: Constructor): object {
        return construct((...sdkArgs) => Reflect.construct(target as unknown as Constructor, sdkArgs, newTarget), args);
      },
    }),
  });
  const methods = Object.fromEntries(
    Object.entries(statics).map(([name, method]) => [
      name,
      function (this: unknown, ...args: unknown[]): unknown {
        return Reflect.apply(method as (...args: unknown[]) => unknown, this === mirror ? target : this, args);
      },
    ]),
  ) as { [Name in keyof C]?: unknown };
  return mirror;
}
