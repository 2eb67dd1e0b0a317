// Handles that a receiver gives: an upload, a hold, a session. What is sent back under one is no key that the activity has made.
import type { Passage } from './passage';

const bodies = new WeakMap<object, unknown>();

/** Notes what a reply says that can be read only once. */
export function noteBody<T extends object>(reply: T, body: unknown): T {
  bodies.set(reply, body);
  return reply;
}

/** Whether one of these answers has given a text. */
export function isHandedOut(text: string, earlier: readonly Passage[]): boolean {
  const seen = new Set<object>();
  const holds = (value: unknown, depth: number): boolean => {
    if (typeof value === 'string' || typeof value === 'number') return String(value) === text;
    if (typeof value !== 'object' || value === null || depth === 0 || seen.has(value)) return false;
    seen.add(value);
    return Object.values(bodies.has(value) ? { body: bodies.get(value) } : value).some((each) =>
      holds(each, depth - 1),
    );
  };
  return earlier.some(({ answer }) => holds(answer, MOST_DEPTH));
}

const MOST_DEPTH = 5;
