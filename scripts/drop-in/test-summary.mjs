import { stripVTControlCharacters } from 'node:util';

// What a test runner said at the end of its output.
const RUNNERS = [
  {
    name: 'jest',
    line: /^Tests: +(.*total)$/gm,
    passed: /(\d+) passed/,
    failed: /(\d+) failed/,
    skipped: /(\d+) skipped/,
  },
  {
    name: 'vitest',
    line: /^ *Tests +(.*\(\d+\))$/gm,
    passed: /(\d+) passed/,
    failed: /(\d+) failed/,
    skipped: /(\d+) skipped/,
  },
  {
    name: 'mocha',
    line: /^ *\d+ (?:passing|failing|pending)\b.*$/gm,
    passed: /(\d+) passing/,
    failed: /(\d+) failing/,
    skipped: /(\d+) pending/,
  },
  {
    name: 'node',
    line: /^(?:#|ℹ) (?:pass|fail|skipped) \d+$/gm,
    passed: /pass (\d+)/,
    failed: /fail (\d+)/,
    skipped: /skipped (\d+)/,
  },
];

/** The counts in the output of jest, vitest, mocha or node's own runner, added up over its runs; undefined where there are none. */
export function summarizeTests(output) {
  const text = stripVTControlCharacters(output);
  for (const runner of RUNNERS) {
    const lines = text.match(runner.line);
    if (lines === null) continue;
    const count = (pattern) => lines.reduce((sum, line) => sum + Number(pattern.exec(line)?.[1] ?? 0), 0);
    return {
      runner: runner.name,
      passed: count(runner.passed),
      failed: count(runner.failed),
      skipped: count(runner.skipped),
    };
  }
  return undefined;
}

/** The codes of Handrail in an output, each once, sorted. */
export function codesIn(output) {
  return [...new Set(output.match(/\bHR\d{4}\b/g) ?? [])].sort();
}
