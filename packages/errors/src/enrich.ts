import { CODE, codeOf } from './code-of';
import { formatProblems } from './format';
import type { ErrorContext, Problem } from './handrail-error';

/** How an error is enriched that has more to it. */
export interface EnrichOptions {
  /**
   * Also where something that caused the error carries a code, which is then the error's: the cause knows best what is wrong.
   * @default false
   */
  readonly over?: boolean;
}

/**
 * Appends a problem's block to the message of an error whose class callers match on, and notes its code under
 * {@link CODE}. Class, `code`, `type`, `stack` frames and `cause` stay. An error that already carries a code is left
 * alone, and so is one that cannot be changed (frozen, throwing accessors).
 *
 * @returns the same error, so that it can be thrown on. Never throws.
 */
export function enrich<E>(
  error: E,
  problem: Problem,
  context: ErrorContext = {},
  { over = false }: EnrichOptions = {},
): E {
  try {
    if (!(error instanceof Error) || CODE in error) return error;
    const carried = codeOf(error);
    if (carried !== undefined && (!over || carried === codeOf({ message: error.message }))) return error;
    const original = typeof error.message === 'string' ? error.message : '';
    const block = formatProblems([problem], context);
    const message = original === '' ? block : `${original}\n${block}`;
    const { stack } = error;
    Object.defineProperty(error, 'message', { value: message, configurable: true, writable: true, enumerable: false });
    Object.defineProperty(error, CODE, { value: carried ?? problem.code, configurable: true });
    const enriched = typeof stack === 'string' ? withMessage(stack, original, message, block) : undefined;
    if (enriched !== undefined) {
      Object.defineProperty(error, 'stack', { value: enriched, configurable: true, writable: true });
    }
  } catch {
    // Reporting must never hide the error it reports on.
  }
  return error;
}

/** V8 renders the message into `stack` once, at construction; undefined where there is nothing to add to. */
function withMessage(stack: string, original: string, message: string, block: string): string | undefined {
  if (original !== '' && stack.includes(original)) return stack.replace(original, () => message);
  const frames = stack.search(/\n {4}at /);
  if (frames === -1) return undefined;
  // The message was empty, or was changed afterwards.
  const header = stack.slice(0, frames);
  const name = /^([^\s:]+):?\s*$/.exec(header)?.[1];
  return `${name === undefined ? `${header}\n` : `${name}: `}${block}${stack.slice(frames)}`;
}
