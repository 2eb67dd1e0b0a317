import { ABSENT } from '../sandbox/globals.js';

const MISSING =
  /\bnot (?:supported|available|defined|implemented|found)\b|\bunavailable\b|\bmissing\b|\brequired?\b|\bno\b|\bunsupported\b/i;

/** The global that a message says is missing; undefined where it says no such thing. */
export function absentGlobalNamedIn(message: string): string | undefined {
  if (!MISSING.test(message)) return undefined;
  for (const [name] of message.matchAll(/[A-Za-z]\w+/g))
    if (name === name.trim() && ABSENT.has(name) && isDistinctive(name)) return name;
  return undefined;
}

// Others are everyday words.
function isDistinctive(name: string): boolean {
  return /^(?:fetch|crypto|performance|structuredClone|[A-Z]\w+[a-z][A-Z]\w*|Buffer|WebSocket|XMLHttpRequest)$/.test(
    name,
  );
}
