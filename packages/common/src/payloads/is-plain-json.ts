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

interface Budget {
  left: number;
}

function isPlain(value: unknown, budget: Budget, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      // Neither NaN nor infinite, nor a zero that loses its sign.
      return value - value === 0 && (value !== 0 || 1 / value > 0);
    case 'object':
      return value === null || isPlainObject(value, budget, depth + 1);
    default:
      return false;
  }
}

function isPlainObject(value: object, budget: Budget, depth: number): boolean {
  if (depth > DEEPEST) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === Array.prototype || (prototype !== Object.prototype && Array.isArray(value))) {
    const { length } = value as unknown[];
    if ((budget.left -= length + 1) < 0) return true;
    for (let index = 0; index < length; index++) {
      const element = (value as unknown[])[index];
      if (typeof element === 'string') continue;
      if (!isPlain(element, budget, depth)) return false;
    }
    return !('toJSON' in value);
  }
  if (!isHarmless(prototype)) return false;
  // Inherited keys are none: a prototype that has any is not harmless.
  for (const key in value) {
    if (--budget.left < 0) return true;
    const member = (value as Record<string, unknown>)[key];
    // An absent field and one that is undefined are the same to whoever reads it.
    if (typeof member === 'string' || member === undefined) continue;
    if (!isPlain(member, budget, depth)) return false;
  }
  return true;
}
