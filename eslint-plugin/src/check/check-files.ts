import { readFileSync } from 'node:fs';
import type { ErrorCode } from '@handrail/errors';
import { Linter } from 'eslint';
import { configsOf } from '../configs.js';
import { projectAt } from '../lint-project.js';
import { plugin } from '../plugin.js';
import { rules } from '../rules/index.js';
import type { ConfigName } from '../rule.js';
import { type HandrailSettings, readSettings } from '../settings.js';
import { findFiles, showFile } from './find-files.js';
import { symbolsOf } from './symbols.js';

/** What is to be looked at. */
export interface CheckOptions {
  /** The project's folder. */
  readonly root: string;
  /** Files and folders, absolute or relative to the root. Default: all of the project */
  readonly paths?: readonly string[] | undefined;
  /** @default 'recommended' */
  readonly config?: ConfigName | undefined;
  /** What `settings.handrail` of an ESLint config would say. */
  readonly settings?: HandrailSettings | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Something that a rule has found. */
export interface CheckedProblem {
  /** Without the plugin's name: `no-network`. */
  readonly rule: string;
  /** The error that the rule prevents, where there is one. */
  readonly code: ErrorCode | undefined;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Relative to the root, with slashes. */
  readonly file: string;
  /** The declaration of the file that it lies in: `charge`, `Order.pay`; `(module)` outside of all. */
  readonly symbol: string;
  /** Counted from 1, as columns are. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly docsUrl: string;
}

/** What came of a check. */
export interface CheckReport {
  /** How many files were looked at, and how many of them are workflow code. */
  readonly files: number;
  readonly workflowFiles: number;
  readonly problems: readonly CheckedProblem[];
  /** Files that could not be looked at, with the reason. */
  readonly notExamined: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Runs the rules of a config over the files of a project, without ESLint's own configuration: the same problems at the same
 * places. Comments that switch a rule off count; nothing of the project's code is run.
 */
export function checkFiles({
  root,
  paths = ['.'],
  config = 'recommended',
  settings = {},
  onProgress,
}: CheckOptions): CheckReport {
  const files = findFiles(root, paths);
  const linter = new Linter({ cwd: root });
  const configs: Linter.Config[] = [
    ...configsOf(plugin)[config],
    { settings: { handrail: readSettings({ handrail: settings }) } },
  ];
  // The one that the rules ask.
  const project = projectAt(root, readSettings({ handrail: settings }));
  const problems: CheckedProblem[] = [];
  const notExamined: { file: string; reason: string }[] = [];
  let workflowFiles = 0;
  files.forEach((path, index) => {
    onProgress?.(index + 1, files.length);
    const file = showFile(root, path);
    const text = read(path);
    if (typeof text !== 'string') {
      notExamined.push({ file, reason: text.reason });
      return;
    }
    const isWorkflow = project.workflowFile(path, text) !== undefined;
    if (isWorkflow) workflowFiles += 1;
    // No rule speaks in a file that is no workflow code and names nothing of the SDK.
    else if (!/temporal|handrail/i.test(text)) return;
    const messages = linter.verify(text, configs, { filename: path });
    const fatal = messages.find((message) => message.fatal === true);
    if (fatal !== undefined) {
      notExamined.push({ file, reason: `line ${fatal.line}: ${fatal.message}` });
      return;
    }
    const symbols = messages.length === 0 ? () => '' : symbolsOf(path, text);
    problems.push(...messages.flatMap((message) => toProblem(message, file, symbols)));
  });
  return { files: files.length, workflowFiles, problems, notExamined };
}

function read(path: string): string | { readonly reason: string } {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function toProblem(message: Linter.LintMessage, file: string, symbolAt: (line: number, column: number) => string) {
  const rule = message.ruleId?.replace(/^handrail\//, '') ?? '';
  const known = rules[rule];
  // Anything else is ESLint's own: a comment for a rule that this run does not have.
  if (known === undefined) return [];
  const { line, column, endLine = line, endColumn = column } = message;
  const named = /\((HR\d{4})\)$/.exec(message.message)?.[1] as ErrorCode | undefined;
  const severity: CheckedProblem['severity'] = message.severity === 2 ? 'error' : 'warning';
  const text = message.message.replace(/ \(HR\d{4}\)$/, '');
  const docsUrl = known.module.meta?.docs?.url ?? '';
  const symbol = symbolAt(line, column);
  return [
    {
      rule,
      code: named ?? known.codes[0],
      severity,
      message: text,
      file,
      symbol,
      line,
      column,
      endLine,
      endColumn,
      docsUrl,
    },
  ];
}
