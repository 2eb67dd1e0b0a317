import type { Loss } from '@handrail/common/guards';

const MOST_LOSSES = 6;

// Names of the global object are slow to look up in the sandbox.
const { getPrototypeOf } = Object as { getPrototypeOf: (value: object) => object | null };
const LIST = getPrototypeOf([]);

/**
 * Walks through a value as JSON does, and notes what JSON changes without a word; what lies within that is not looked at. It does so
 * while replaying, too: getters must be read as often there. Every value of every call comes through here: it makes nothing for
 * what is as it should be.
 *
 * @param path in its first `depth` places, where the value stands
 */
export function findLosses(value: unknown, path: (string | number)[], depth: number, losses: Loss[]): void {
  if (isPlainPrimitive(value)) return;
  const whole = value as Record<string | number, unknown>;
  if (typeof value === 'object' && !whole['toJSON']) {
    const prototype = getPrototypeOf(whole);
    let member: unknown;
    if (prototype === LIST) {
      for (let index = 0; index < (whole['length'] as number); index++)
        if (!isPlainPrimitive((member = whole[index]))) {
          path[depth] = index;
          findLosses(member, path, depth + 1, losses);
        }
      return;
    }
    if (isHarmless(prototype)) {
      for (const key in whole)
        // Whether a field is undefined or not there is the same to whoever reads it.
        if (!isPlainPrimitive((member = whole[key])) && member !== undefined) {
          path[depth] = key;
          findLosses(member, path, depth + 1, losses);
        }
      return;
    }
  }
  if (!losses[MOST_LOSSES - 1]) losses.push([path.slice(0, depth), {}.toString.call(value), whole?.constructor.name]);
}

// Small enough to be inlined where values are read: a call for each number of a table would show.
function isPlainPrimitive(value: unknown): boolean {
  const type = typeof value;
  return type === 'number'
    ? (value as number) - (value as number) === 0
    : type === 'string' || type === 'boolean' || value === null;
}

/** Whether objects with this prototype have the same methods after JSON as before: plain ones, and those that only hold data. */
function isHarmless(prototype: object | null): boolean {
  const parent = prototype && getPrototypeOf(prototype);
  return !parent || (!Reflect.ownKeys(prototype)[1] && isHarmless(parent));
}
