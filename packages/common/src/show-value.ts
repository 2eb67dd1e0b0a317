import { isArray } from './is-record';

/**
 * A value as it may stand in a message: short, one line, strings quoted. Objects are named by their type only, so that
 * no payload gets into a message. Never throws.
 */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return `'${oneLine(value, 60)}'`;
  if (typeof value === 'bigint') return value + 'n';
  if (typeof value === 'function') return 'a function';
  if (Object(value) !== value) return String(value);
  return isArray(value) ? 'an array' : 'an object';
}

/** What was thrown, on one short line. Never throws. */
export function showThrown(error: unknown): string {
  try {
    return oneLine(error instanceof Error ? error.message : String(error), 200);
  } catch {
    return 'an error without text';
  }
}

// Line breaks and terminal codes would break a log table.
function oneLine(text: string, longest: number): string {
  const line = text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
  return line.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => JSON.stringify(character).slice(1, -1));
}
