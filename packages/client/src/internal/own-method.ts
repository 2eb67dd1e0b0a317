const WRAPPED = Symbol.for('handrail.wrapped');

/**
 * Puts a method of our own before the one that an object inherits. What it inherits is looked up at each call, so that
 * methods of subclasses, and spies on prototypes, go on working. Does nothing the second time. A method that is the object's own
 * stays as visible as it was: handles are spread.
 *
 * @param wrap gets the inherited method, bound, and the arguments
 */
export function wrapMethod<O extends object, Name extends keyof O & string>(
  object: O,
  name: Name,
  wrap: (inherited: (...args: unknown[]) => unknown, ...args: unknown[]) => unknown,
): void {
  const current: unknown = object[name];
  if (typeof current !== 'function' || WRAPPED in current) return;
  const descriptor = Object.getOwnPropertyDescriptor(object, name);
  const own = descriptor === undefined ? undefined : current;
  function wrapped(this: object, ...args: unknown[]): unknown {
    const inherited = own ?? Reflect.get(Object.getPrototypeOf(object) as object, name, this);
    return wrap(
      (...inheritedArgs) => Reflect.apply(inherited as () => unknown, this, inheritedArgs) as unknown,
      ...args,
    );
  }
  Object.defineProperty(wrapped, WRAPPED, { value: true });
  Object.defineProperty(wrapped, 'name', { value: name });
  const enumerable = descriptor?.enumerable ?? false;
  Object.defineProperty(object, name, { value: wrapped, configurable: true, writable: true, enumerable });
}
