import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { countTests, failedFiles, failuresOf } from '../../tools/run-vitest.mjs';

const file = (status: string, ...results: string[]) => ({
  status,
  assertionResults: results.map((result) => ({ status: result })),
});

it('counts each test once, whatever kept it from running', () => {
  const testResults = [
    file('passed', 'passed', 'passed', 'skipped'),
    file('failed', 'passed', 'failed', 'todo', 'pending'),
  ];
  expect(countTests({ testResults })).toEqual({ passed: 3, failed: 1, skipped: 3 });
});

it('counts a file that could not be loaded as one failure', () => {
  expect(countTests({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts nothing where there is no report', () => {
  expect(countTests(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

it('shows the failures without the list of what passed', () => {
  const output = ' ✓ a.test.ts (3 tests)\n\n⎯⎯ Failed Tests 1 ⎯⎯\n\n FAIL  b.test.ts > it works\n';
  expect(failuresOf(output)).toBe('⎯⎯ Failed Tests 1 ⎯⎯\n\n FAIL  b.test.ts > it works\n');
});

it('shows everything where vitest did not come as far as a summary', () => {
  expect(failuresOf('Error: vitest.config.ts cannot be loaded')).toBe('Error: vitest.config.ts cannot be loaded');
});

it('names each file that failed, with its first failed test', () => {
  const result = (status: string, fullName: string) => ({ status, fullName });
  const testResults = [
    { name: resolve('a.test.ts'), status: 'passed', assertionResults: [result('passed', 'it works')] },
    {
      name: resolve('packages/b.test.ts'),
      status: 'failed',
      assertionResults: [result('passed', 'it works'), result('failed', 'it fails'), result('failed', 'it fails, too')],
    },
    { name: resolve('c.test.ts'), status: 'failed', assertionResults: [] },
  ];
  expect(failedFiles({ testResults })).toEqual([
    'packages/b.test.ts: 2 of 3 failed, first: it fails',
    'c.test.ts: 0 of 0 failed, first: the file failed before its first test',
  ]);
  expect(failedFiles(undefined)).toEqual([]);
});
