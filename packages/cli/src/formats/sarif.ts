import { docsUrl } from '@handrail/errors';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { CheckedProblem, CheckResult } from '../internal/check-result';
import { entryOf } from '../internal/lint-baseline';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The result as SARIF 2.1.0, which code scanning services read. */
export function toSarif({ problems, bundles, notExamined }: CheckResult, version: string): Log {
  const results: Result[] = [
    ...problems.map((problem) => ofProblem(problem)),
    ...bundles.flatMap(({ file, problems: found }) =>
      found.map(({ code, head, fix }): Result => ({
        ruleId: code,
        level: 'error',
        message: { text: `${head} To do: ${fix}` },
        locations: [{ physicalLocation: { artifactLocation: locationOf(file), region: { startLine: 1 } } }],
        partialFingerprints: { 'handrail/v1': `${code} ${file}` },
      })),
    ),
  ];
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'handrail',
            version,
            informationUri: 'https://handrail.dev',
            rules: rulesOf(problems, bundles),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The folder that handrail check was run in.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notExamined.map(({ file, reason }) => ({
              level: 'warning',
              message: { text: `${file}: ${reason}` },
            })),
          },
        ],
        results,
      },
    ],
  };
}

function ofProblem(problem: CheckedProblem): Result {
  const { rule, severity, message, file, line, column, endLine, endColumn } = problem;
  const { code, where } = entryOf(problem);
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: locationOf(file), region } }],
    partialFingerprints: { 'handrail/v1': `${code} ${where} ${rule}` },
  };
}

// A URI: spaces and the like are escaped, slashes are not.
function locationOf(file: string) {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' };
}

function rulesOf(problems: CheckResult['problems'], bundles: CheckResult['bundles']): ReportingDescriptor[] {
  const rules = new Map<string, ReportingDescriptor>();
  for (const { rule, docsUrl: helpUri, code } of problems) {
    rules.set(rule, { id: rule, helpUri, ...(code !== undefined && { properties: { code } }) });
  }
  for (const { code, title = code } of bundles.flatMap((each) => each.problems))
    rules.set(code, { id: code, shortDescription: { text: title }, helpUri: docsUrl(code) });
  return [...rules.values()];
}
