import type { Failure } from '../workflow-creator';
import { setText, textOf } from './failure-text';

/**
 * What workflow code writes before the stack of what a handler has thrown; see the interceptors of the workflow package. Before that
 * Node may have put the line that has thrown it again.
 */
const MARK = /^\[(signal|update) (.*)\](?:\n|$)/m;

/** `handler of signal "approve"`: whose handler has thrown what this stack is of; undefined where it was none. */
export function handlerIn(stack: string | null | undefined): string | undefined {
  const [, kind, name] = MARK.exec(stack ?? '') ?? [];
  return kind === undefined ? undefined : `handler of ${kind} "${name}"`;
}

/** The stack as the SDK knows it. */
export function withoutMark(stack: string): string {
  return stack.replace(MARK, '');
}

const DEEPEST = 20;

/** Takes the mark off a failure that leaves the worker, and off its causes. */
export function removeMarks(failure: Failure | null | undefined): void {
  let current = failure;
  for (let depth = 0; current != null && depth < DEEPEST; depth++) {
    const text = textOf(current);
    if (MARK.test(text.stackTrace)) setText(current, { ...text, stackTrace: withoutMark(text.stackTrace) });
    current = current.cause;
  }
}
