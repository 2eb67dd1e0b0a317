import type { Expression, Span, Statement } from '../module-code.js';
import { UNSAFE } from '../sandbox/names.js';
import type { Interpreter } from './interpreter.js';
import type { Atom, Value } from './values.js';

/** `workflowInfo().unsafe.isReplaying`, however it came here. */
export function isReplayFlag(atom: Atom): boolean {
  return atom.kind === 'inert' && atom.path.endsWith(`.${UNSAFE}.isReplaying`);
}

/** Notes a branch on whether the workflow is replayed, where something is awaited in it. */
export function judgeBranch(
  interpreter: Interpreter,
  test: Value,
  guarded: readonly (Statement | Expression)[],
  span: Span,
): void {
  if (test.some(isReplayFlag) && guarded.some(awaits)) {
    interpreter.hazard('replay-branch', `workflowInfo().${UNSAFE}.isReplaying`, span);
  }
}

/** The same for a branch within an expression, at the place of the flag in its test. */
export function judgeExpression(
  interpreter: Interpreter,
  test: Expression,
  value: Value,
  guarded: readonly Expression[],
): void {
  if (value.some(isReplayFlag)) judgeBranch(interpreter, value, guarded, spanIn(test) ?? interpreter.current.span);
}

function spanIn(code: unknown): Span | undefined {
  if (!Array.isArray(code)) return undefined;
  if (code[0] === 'member') return code[3] as Span;
  for (const each of code) {
    const span = spanIn(each);
    if (span !== undefined) return span;
  }
  return undefined;
}

// Code is nested arrays; a function in it is another story.
function awaits(code: unknown): boolean {
  if (!Array.isArray(code)) return false;
  if (code[0] === 'await' || (code[0] === 'for' && code[1] === 'await')) return true;
  return code.some(awaits);
}
