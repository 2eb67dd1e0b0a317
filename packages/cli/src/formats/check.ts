import { docsUrl } from '@handrail/errors';
import type { CheckedProblem, CheckResult } from '../internal/check-result';
import { entryOf } from '../internal/lint-baseline';
import type { Style } from '../style';

/** What `handrail check` prints: problems by file, then the bundles, then the sum. */
export function formatCheck(result: CheckResult, style: Style): string {
  const { problems, bundles, notExamined } = result;
  const files = [...new Set(problems.map(({ file }) => file))];
  return [
    ...files.flatMap((file) => [
      style.bold(file),
      ...problems.filter((each) => each.file === file).map((each) => formatProblem(each, style)),
      '',
    ]),
    ...bundles.flatMap(({ file, problems: found }) =>
      found.flatMap(({ code, head, fix }) => [
        style.bold(`${file} cannot be bundled`),
        `  ${style.red('error')}  ${head} To do: ${fix.replaceAll(/\s*\n\s*/g, ' ')} (${code})`,
        '',
      ]),
    ),
    ...notExamined.map(({ file, reason }) => `Not seen: ${file}: ${reason}`),
    ...(notExamined.length > 0 ? [''] : []),
    ...summary(result, style),
  ].join('\n');
}

function formatProblem({ line, column, severity, message, code, rule }: CheckedProblem, style: Style): string {
  const mark = severity === 'error' ? style.red('error') : severity;
  const suffix = code === undefined ? '' : ` (${code})`;
  return `  ${line}:${column}  ${mark}  ${message}${suffix}  ${style.dim(`handrail/${rule}`)}`;
}

function summary(
  { files, workflowFiles, problems, tolerated, fewer, wrote, bundles }: CheckResult,
  style: Style,
): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const failed = bundles.filter((each) => each.problems.length > 0).length;
  const found = [
    count(errors, 'error'),
    ...(problems.length > errors ? [count(problems.length - errors, 'warning')] : []),
    ...(failed > 0 ? [`${count(failed, 'bundle')} that cannot be made`] : []),
  ].join(', ');
  return [
    style.bold(
      `${problems.length + failed === 0 ? 'No problems' : found} in ${count(files, 'file')}, ${workflowFiles} of them workflow code` +
        (bundles.length === 0 ? '.' : `; ${count(bundles.length, 'bundle')} tried.`),
    ),
    ...(tolerated > 0
      ? [`${count(tolerated, 'problem')} of the baseline ${tolerated === 1 ? 'is' : 'are'} tolerated.`]
      : []),
    ...(fewer > 0
      ? [`${count(fewer, 'entry', 'entries')} of the baseline can be lowered: run it again with --write-baseline.`]
      : []),
    ...(wrote === undefined ? [] : [wrote === 'created' ? 'The baseline was written.' : 'The baseline was lowered.']),
  ];
}

/** The same as an object, for `--json`. */
export function checkObject(result: CheckResult): object {
  const { files, workflowFiles, problems, tolerated, fewer, bundles, notExamined } = result;
  return {
    schema: 'handrail.check/1',
    files,
    workflowFiles,
    problems: problems.map((problem) => {
      const { rule, code = null, severity, message, file, line, column, endLine, endColumn, docsUrl: docs } = problem;
      const { where } = entryOf(problem);
      return { rule, code, severity, message, file, line, column, endLine, endColumn, where, links: { docs } };
    }),
    bundles: bundles.map((bundle) => ({
      file: bundle.file,
      problems: bundle.problems.map(({ code, title, head, fix }) => ({
        code,
        title,
        head,
        fix,
        links: { docs: docsUrl(code) },
      })),
    })),
    baseline: { tolerated, lowerable: fewer },
    notExamined,
  };
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
