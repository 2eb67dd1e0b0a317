type Explain = (error: unknown, path: readonly string[]) => unknown;

interface ExplainCallsOptions {
  /** How it is called: its name, then those of its members. */
  readonly path: readonly string[];
  /** Gives the error to throw. */
  readonly explain: Explain;
  /** Whether what its calls return is explained in the same way, as a promise or as functions. */
  readonly results?: boolean;
}

/**
 * A function or an object of functions, whose errors are explained before whoever calls it sees them. It is the same in all
 * else: its properties, `instanceof`, subclasses.
 */
export function explainCalls<T>(value: T, options: ExplainCallsOptions): T {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  const { path, explain, results = false } = options;
  return new Proxy(value, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof name !== 'string' || !isChangeable(target, name)) return member;
      const isCalled = typeof member === 'function' || (results && typeof member === 'object');
      return isCalled ? explainCalls(member, { ...options, path: [...path, name] }) : member;
    },
    apply(target, thisArgument, args: unknown[]) {
      let result: unknown;
      try {
        result = Reflect.apply(target as (...given: unknown[]) => unknown, thisArgument, args);
      } catch (error) {
        throw explain(error, path);
      }
      if (!results) return result;
      if (!(result instanceof Promise)) return explainCalls(result, options);
      return result.catch((error: unknown) => {
        throw explain(error, path);
      });
    },
  });
}

// A proxy may not give anything else for a property that can never change, nor should it for what every function has.
function isChangeable(target: object, name: string): boolean {
  if (name === 'constructor' || name === 'prototype') return false;
  return Object.getOwnPropertyDescriptor(target, name)?.configurable !== false;
}
