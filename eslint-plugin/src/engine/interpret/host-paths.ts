/** A method by the path that leads to it. */
interface MethodPath {
  /** `?` of something unknown, else a prototype: `Date.prototype`, `Intl.DateTimeFormat.prototype`. */
  readonly owner: string;
  readonly method: string;
}

const known = new Map<string, MethodPath | undefined>();

/** The method that a path of something of the sandbox leads to; undefined where it leads to something else. */
export function methodAt(path: string): MethodPath | undefined {
  // A few paths are asked for again and again.
  if (known.has(path)) return known.get(path);
  const [, owner, method] = /^(\?|\w+(?:\.\w+)?\.prototype)\.(.+)$/.exec(path) ?? [];
  const found = owner === undefined || method === undefined ? undefined : { owner, method };
  known.set(path, found);
  return found;
}
