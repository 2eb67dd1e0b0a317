import { isHarmless } from './harmless-prototypes';
import { hasOwnForm } from './value-faults';

/** How many values are looked at before the rest is taken for granted. */
const MOST_VALUES = 200_000;
const DEEPEST = 400;

/**
 * Whether a value arrives as it is sent with the SDK's default converter. It is what runs once for every value of every
 * call, so it builds no paths: {@link valueFaults} is asked about a value that is not plain.
 *
 * Bounded: what lies behind the first 200,000 values is not looked at. Never throws.
 */
export function isPlainJson(value: unknown): boolean {
  if (hasOwnForm(value)) return true;
  try {
    const budget = { left: MOST_VALUES };
    return isPlain(value, budget, 0);
  } catch {
    return false;
  }
}

// Undefined, which no prototype is, where somebody has given all objects a toJSON.
const PLAIN = isHarmless(Object.prototype) ? Object.prototype : undefined;

interface Budget {
  left: number;
}

function isPlain(value: unknown, budget: Budget, depth: number): boolean {
  return isPlainPrimitive(value) || (typeof value === 'object' && isPlainObject(value as object, budget, depth + 1));
}

// Small enough to be inlined where values are read: a call for each number of a table would show.
function isPlainPrimitive(value: unknown): boolean {
  // Of numbers neither NaN nor infinite, nor a zero that loses its sign.
  if (typeof value === 'number') return value - value === 0 && (value !== 0 || 1 / value > 0);
  return typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function isPlainObject(value: object, budget: Budget, depth: number): boolean {
  if (depth > DEEPEST) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === Array.prototype || (prototype !== Object.prototype && Array.isArray(value))) {
    const { length } = value as unknown[];
    if ((budget.left -= length + 1) < 0) return true;
    for (let index = 0; index < length; index++) {
      const element = (value as unknown[])[index];
      if (!isPlainPrimitive(element) && !isPlain(element, budget, depth)) return false;
    }
    return !('toJSON' in value);
  }
  // Asked for each object of a payload: what nearly all of them are is told without a search.
  if (prototype !== PLAIN && !isHarmless(prototype)) return false;
  // Inherited keys are none: a prototype that has any is not harmless.
  for (const key in value) {
    if (--budget.left < 0) return true;
    const member = (value as Record<string, unknown>)[key];
    // An absent field and one that is undefined are the same to whoever reads it.
    if (member !== undefined && !isPlainPrimitive(member) && !isPlain(member, budget, depth)) return false;
  }
  return true;
}
