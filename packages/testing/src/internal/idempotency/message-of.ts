import { inspect } from 'node:util';

/** What to show of something that was thrown or given, whatever it is. */
export function messageOf(value: unknown): string {
  if (value instanceof Error) return value.message;
  return typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity });
}
