import type { ErrorCode } from './define-error';

/** Carries the code on an error of the SDK's or gRPC's own class that Handrail enriched in place. */
export const CODE = Symbol.for('handrail.code');

const CODE_PATTERN = /^HR\d{4}$/;
const HEAD_LINE = /^\[(HR\d{4})\] /m;

/**
 * The Handrail code of an error, wherever it is in the chain of causes: on the error itself, as an `ApplicationFailure`'s
 * type or detail, or in a head line (what is left of it once a workflow task failure has gone through the server).
 *
 * @returns undefined for an error that Handrail has nothing to do with. Never throws.
 */
export function codeOf(error: unknown): ErrorCode | undefined {
  const seen = new Set<unknown>();
  let current = error;
  while (typeof current === 'object' && current !== null && !seen.has(current)) {
    seen.add(current);
    const code = ownCode(current);
    if (code !== undefined) return code;
    current = read(current, 'cause');
  }
  return undefined;
}

function ownCode(error: object): ErrorCode | undefined {
  for (const candidate of [read(error, CODE), read(error, 'code'), read(error, 'type')]) {
    if (typeof candidate === 'string' && CODE_PATTERN.test(candidate)) return candidate as ErrorCode;
  }
  const details = read(error, 'details');
  const detail: unknown = Array.isArray(details) ? details[0] : undefined;
  if (typeof detail === 'string' && CODE_PATTERN.test(detail)) return detail as ErrorCode;
  if (typeof detail === 'object' && detail !== null) {
    const code = read(detail, 'code');
    if (typeof code === 'string' && CODE_PATTERN.test(code)) return code as ErrorCode;
  }
  const message = read(error, 'message');
  return typeof message === 'string' ? (HEAD_LINE.exec(message)?.[1] as ErrorCode | undefined) : undefined;
}

// Errors come from user code: a getter may throw.
function read(target: object, key: string | symbol): unknown {
  try {
    return (target as Record<string | symbol, unknown>)[key];
  } catch {
    return undefined;
  }
}
