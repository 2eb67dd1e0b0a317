import { type ErrorContext, formatProblems, type Problem } from '@handrail/errors';
import { logWarning } from './process-host';

/** Logs one problem in full, with its code among the attributes. */
export function logProblem(
  problem: Problem,
  context: ErrorContext = {},
  attributes: Readonly<Record<string, unknown>> = {},
): void {
  logWarning(formatProblems([problem], context), { ...attributes, code: problem.code });
}
