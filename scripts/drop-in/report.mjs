// The comparison of a project's two runs, as data and as a table.
import { codesIn, summarizeTests } from './test-summary.mjs';

/**
 * One row a step; `worse` where it went well with the SDK and does not with Handrail, or counts other tests or executions.
 * @param {{ anyNumber?: boolean }} options `anyNumber`: how many executions there are depends on the time (a schedule)
 */
export function compareRuns(raw, handrail, { anyNumber = false } = {}) {
  return handrail.steps.map((step) => {
    const before = raw?.steps.find(({ name }) => name === step.name);
    return {
      step: step.name,
      raw: before && outcome(before),
      handrail: outcome(step),
      codes: codesIn(step.output),
      verdict: verdict(before, step, anyNumber),
      output: (before !== undefined && before.code !== 0 ? before : step).output,
    };
  });
}

/** 0: nothing got worse. 1: something did. 2: a step fails with the SDK alone, so it says nothing. */
export function exitCodeOf(rows) {
  if (rows.some(({ verdict }) => verdict === 'worse')) return 1;
  return rows.some(({ verdict }) => verdict === 'no baseline') ? 2 : 0;
}

export function formatTable(rows) {
  const cells = [
    ['step', 'SDK', 'Handrail', 'codes seen', 'verdict'],
    ...rows.map((row) => [row.step, row.raw?.text ?? '', row.handrail.text, row.codes.join(' '), row.verdict]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function outcome({ code, output, seconds, executions }) {
  const tests = summarizeTests(output);
  const details = [tests && describeTests(tests), executions && describeExecutions(executions)].filter(Boolean);
  const text = [code === 0 ? 'ok' : `failed (${code})`, details.join('; ')].filter(Boolean).join(': ');
  return { ok: code === 0, text, tests, executions, seconds };
}

function describeExecutions(executions) {
  return Object.entries(executions)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
}

function describeTests({ passed, failed, skipped }) {
  return [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}

function verdict(before, after, anyNumber) {
  if (before === undefined) return after.code === 0 ? 'ok' : 'worse';
  if (before.code !== 0) {
    if (after.code === 0) return 'ok';
    return before.name === 'typecheck' ? compareCompilerErrors(before.output, after.output) : 'no baseline';
  }
  const same =
    JSON.stringify(summarizeTests(before.output)) === JSON.stringify(summarizeTests(after.output)) &&
    JSON.stringify(counted(before.executions, anyNumber)) === JSON.stringify(counted(after.executions, anyNumber));
  return after.code === 0 && same ? 'ok' : 'worse';
}

// A compiler goes on after an error and finds all of them; a test or a client may stop at the first.
function compareCompilerErrors(before, after) {
  const [expected, found] = [before, after].map((text) => text.match(/^\S.*\(\d+,\d+\): error TS\d+/gm));
  if (expected === null || found === null) return 'no baseline';
  return found.every((error) => expected.includes(error)) ? 'as before' : 'worse';
}

function counted(executions, anyNumber) {
  return anyNumber ? Object.keys(executions ?? {}) : executions;
}
