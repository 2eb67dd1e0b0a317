const KEY_NAME =
  /^(idempotency_?(key|token|id)|dedup(e|lication)?_?(key|id)|operation_?(key|id)|request_?(key|id|token)|client_?(token|reference)|key)$/i;

/** What a store does to the value at a key: there the key says where it stands, not what a repetition is recognised by. */
const AT_A_KEY =
  /^(m?get|m?set|p?set(nx|ex)|put|del|delete|unlink|remove|has|exists|p?expire|persist|p?ttl|incr|decr|append|read|write|lock|unlock|[hslz](get|set|del|add|rem|incr|push|pop|range|card|mem|is))/i;

/** Finds the key by which a receiver would recognise a repetition: an argument, or a field of one, that is called so. */
export function keyFinder(
  method: (...args: unknown[]) => unknown,
  methodName: string,
): (args: readonly unknown[]) => string | undefined {
  const isKeyName = (name: string) =>
    KEY_NAME.test(name) && !(name.toLowerCase() === 'key' && AT_A_KEY.test(methodName));
  const positions = parameterNames(method).flatMap((name, index) => (isKeyName(name) ? [index] : []));
  return (args) => {
    for (const index of positions) {
      const value = args[index];
      if (isKey(value)) return String(value);
    }
    for (const arg of args) {
      const found = typeof arg === 'object' && arg !== null ? keyIn(arg) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function keyIn(record: object): string | undefined {
  for (const [name, value] of Object.entries(record)) if (KEY_NAME.test(name) && isKey(value)) return String(value);
  return undefined;
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function parameterNames(method: object): string[] {
  const source = Function.prototype.toString.call(method);
  const list = /^[^(]*\(([^)]*)\)/.exec(source)?.[1] ?? '';
  return list.split(',').map((part) => /^\s*([\w$]+)/.exec(part)?.[1] ?? '');
}
