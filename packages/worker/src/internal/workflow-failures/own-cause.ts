import type { RawFailure } from './workflow-facts';

/**
 * Whether the SDK ran out of stack while it followed the causes of an error: they lead back to the error itself.
 *
 * @param failure as it travels, or an error, which may come from the workflow's own realm
 */
export function hasOwnCause(failure: unknown): boolean {
  const { message, stack, cause } = (Object(failure) === failure ? failure : {}) as Partial<RawFailure>;
  const isOverflow = /(?:^|RangeError: )Maximum call stack size exceeded$/.test(String(message));
  const places = `${String(stack)}\n${String(cause?.stack)}`;
  return isOverflow && /\b(?:optionalErrorToOptionalFailure|errorToFailureInner)\b/.test(places);
}
