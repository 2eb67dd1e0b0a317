import type { Expression, Span } from '../module-code.js';
import type { Interpreter } from './interpreter.js';
import { isExcused } from './members.js';

/**
 * Notes that `process.env`, or `process`, is used as a whole, which is written out: nobody sees which variables are read.
 *
 * @param givenTo the callee of the call that it is given to
 */
export function judgeWholeProcess(interpreter: Interpreter, expression: Expression, givenTo?: Span): void {
  const span = spanOfEnvironment(expression) ?? (isProcess(expression) ? expression[2] : undefined);
  if (span === undefined || isExcused(interpreter) || interpreter.definedGlobals.has('process')) return;
  if (isProcess(expression)) interpreter.hazard('absent-global', 'process', span, false, givenTo);
  else interpreter.hazard('process-env', 'process.env', span, false, givenTo);
}

function spanOfEnvironment(expression: Expression): Span | undefined {
  return expression[0] === 'member' && expression[2] === 'env' && isProcess(expression[1]) ? expression[3] : undefined;
}

function isProcess(expression: Expression): expression is Extract<Expression, readonly ['global', ...unknown[]]> {
  return expression[0] === 'global' && expression[1] === 'process';
}
