import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { StepFailure } from './run-steps.mjs';

const require = createRequire(import.meta.url);
const REPORTS = '.cache/reports';

/** A vitest run as a step: its tests count one by one, and what it prints is shown where one fails. */
export async function runVitest({ tryCommand }, name, args, options = {}) {
  const report = resolve(REPORTS, `${name}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const { code, output } = await tryCommand(
    process.execPath,
    [vitest, 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { ...options, env: { ...process.env, NO_COLOR: '1' }, onOutput: (text, detail) => detail(lastFile(text)) },
  );
  const results = await readReport(report);
  const counts = countTests(results);
  if (code === 0 && counts.failed === 0 && counts.passed > 0) return { ...counts, note: describe(counts) };
  // A run may fail without a failed test: a file that does not load, an error that no test caught.
  throw new StepFailure([failuresOf(output).trimEnd(), ...failedFiles(results)].join('\n'), {
    ...counts,
    failed: Math.max(counts.failed, 1),
  });
}

/** What vitest's JSON report says in three numbers. A file that failed before its first test counts as one failure. */
export function countTests(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report?.testResults ?? []) {
    for (const result of assertionResults) {
      if (result.status === 'passed') counts.passed += 1;
      else if (result.status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (status === 'failed' && !assertionResults.some((result) => result.status === 'failed')) counts.failed += 1;
  }
  return counts;
}

/** A line for each file that failed: what is left of many failures where only the last lines are shown. */
export function failedFiles(report) {
  return (report?.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .map(({ name, assertionResults }) => {
      const failed = assertionResults.filter((result) => result.status === 'failed');
      const first = failed[0] === undefined ? 'the file failed before its first test' : failed[0].fullName;
      return `${relative(process.cwd(), name)}: ${failed.length} of ${assertionResults.length} failed, first: ${first}`;
    });
}

/** What vitest says of failures, without the list of what passed. */
export function failuresOf(output) {
  const at = output.search(/^.*(Failed (Suites|Tests)|Unhandled Errors) .*$/m);
  return at === -1 ? output : output.slice(at);
}

function describe({ passed, skipped }) {
  return `${passed} tests${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Vitest did not come to its end; its exit code and its output say why.
    return undefined;
  }
}

function lastFile(text) {
  return /([\w./-]+\.test(?:-d)?\.ts)(?!.*\.test)/s.exec(text)?.[1] ?? '';
}
