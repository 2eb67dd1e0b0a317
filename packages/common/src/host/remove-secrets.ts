const HIDDEN = '(hidden)';

// gRPC quotes a header that it cannot send: an API key with a line break at its end, as read from a file. By hand, since an
// expression would go through a long text once for each of its beginnings.
const HEADER_BEGIN = 'Metadata string value "';
const HEADER_END = '" contains illegal characters';

const BEARER = /Bearer [^\s"',]+/g;
// A JSON Web Token, which is what API keys of Temporal Cloud are, wherever it was put by mistake.
const TOKEN = /\beyJ[\w-]{8,}(?:\.[\w-]*)*/g;
// With a scheme before it or a password in it: `//key@host`, `user:password@host`. Looked for only where a word begins: messages
// can have megabytes.
const USER_INFO = /(\/\/)[^/@\s]+@|(?<![^\s/@'"])[^\s/@'":]+:[^\s/@'"]+@/g;

const SHORTEST_SECRET = 3;

/** Text without what looks like an API key, and without the given secrets. */
export function hideSecrets(text: string, secrets: readonly string[] = []): string {
  let hidden = withoutHeader(text)
    .replace(BEARER, `Bearer ${HIDDEN}`)
    .replace(TOKEN, HIDDEN)
    .replace(USER_INFO, `$1${HIDDEN}@`);
  for (const secret of secrets) {
    // What is shorter is no secret, and would tear words apart.
    if (secret.length >= SHORTEST_SECRET) hidden = hidden.replaceAll(secret, HIDDEN);
  }
  return hidden;
}

function withoutHeader(text: string): string {
  const begin = text.indexOf(HEADER_BEGIN);
  const end = begin === -1 ? -1 : text.lastIndexOf(HEADER_END);
  if (end < begin + HEADER_BEGIN.length) return text;
  return `${text.slice(0, begin)}Metadata string value ${HIDDEN}${text.slice(end + 1)}`;
}

/** Hides secrets in an error and in everything that caused it: in messages, stacks and gRPC's details. */
export function removeSecrets(error: unknown, secrets: readonly string[] = []): void {
  const seen = new Set<unknown>();
  for (let current = error; current instanceof Error && !seen.has(current); current = current.cause) {
    seen.add(current);
    for (const field of ['message', 'stack', 'details'] as const) hideIn(current, field, secrets);
  }
}

function hideIn(error: Error, field: 'message' | 'stack' | 'details', secrets: readonly string[]): void {
  const text = (error as { details?: unknown } & Error)[field];
  if (typeof text !== 'string') return;
  const hidden = hideSecrets(text, secrets);
  if (hidden === text) return;
  try {
    Object.defineProperty(error, field, { value: hidden, configurable: true, writable: true });
  } catch {
    // A frozen error: there is nothing that can be done about it here.
  }
}
