import { CODE, codeOf } from './code-of';
import { formatProblems } from './format';
import type { ErrorContext, Problem } from './handrail-error';

/**
 * Appends a problem's block to the message of an error whose class callers match on, and notes its code under
 * {@link CODE}. Class, `code`, `type`, `stack` frames and `cause` stay. An error that already carries a code is left
 * alone, and so is one that cannot be changed (frozen, throwing accessors).
 *
 * @returns the same error, so that it can be thrown on.
 */
export function enrich<E>(error: E, problem: Problem, context: ErrorContext = {}): E {
  if (!(error instanceof Error) || codeOf(error) !== undefined) return error;
  try {
    const original = typeof error.message === 'string' ? error.message : '';
    const block = formatProblems([problem], context);
    const message = original === '' ? block : `${original}\n${block}`;
    const { stack } = error;
    Object.defineProperty(error, CODE, { value: problem.code, configurable: true });
    Object.defineProperty(error, 'message', { value: message, configurable: true, writable: true, enumerable: false });
    // V8 renders the message into `stack` once, at construction.
    if (typeof stack === 'string' && original !== '' && stack.includes(original)) {
      const enriched = stack.replace(original, () => message);
      Object.defineProperty(error, 'stack', { value: enriched, configurable: true, writable: true });
    }
  } catch {
    // Reporting must never hide the error it reports on.
  }
  return error;
}
