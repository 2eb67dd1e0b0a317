import type { TSESLint } from '@typescript-eslint/utils';
import { type LintedFile, pathOf, projectOf, reportOf } from './lint-project.js';
import type { AskForRole } from './syntax/imported.js';

/** Why a file is workflow code. */
export interface WorkflowCode {
  /** The exported functions of a root are workflows; other workflow code is only imported by one. */
  readonly isRoot: boolean;
  /** Which of a root's: undefined for all, `*` for all but the default export. */
  readonly exports?: ReadonlySet<string> | undefined;
  /** One clause, for messages and for whoever asks why a rule speaks in a file. */
  readonly why: string;
}

/** Whether the linted file is workflow code, and why; undefined where it is not. */
export function workflowCodeOf(
  context: LintedFile | TSESLint.RuleContext<string, readonly unknown[]>,
): WorkflowCode | undefined {
  return reportOf(context).workflow;
}

/** Tells what the linted file takes from other files of its project. */
export function rolesFor(context: LintedFile | TSESLint.RuleContext<string, readonly unknown[]>): AskForRole {
  return (request, names) => projectOf(context).roleOf(pathOf(context), request, names);
}
