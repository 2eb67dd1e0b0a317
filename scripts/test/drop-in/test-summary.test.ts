import { expect, it } from 'vitest';
import { codesIn, summarizeTests } from '../../drop-in/test-summary.mjs';

it.each([
  ['mocha', '\n  3 passing (244ms)\n  1 pending\n  2 failing\n', { passed: 3, failed: 2, skipped: 1 }],
  ['jest', 'Tests:       1 failed, 2 skipped, 6 passed, 9 total\n', { passed: 6, failed: 1, skipped: 2 }],
  ['vitest', '      Tests  2 failed | 6 passed (8)\n', { passed: 6, failed: 2, skipped: 0 }],
  ['node', '# pass 4\n# fail 1\n# skipped 0\n', { passed: 4, failed: 1, skipped: 0 }],
])('reads the counts of %s', (runner, output, counts) => {
  expect(summarizeTests(output)).toEqual({ runner, ...counts });
});

it('adds up the runs of several packages', () => {
  expect(summarizeTests('  3 passing (1s)\n…\n  4 passing (1s)\n')).toMatchObject({ passed: 7 });
});

it('reads through colours', () => {
  expect(summarizeTests('\u001b[32m  3 passing\u001b[0m (1s)\n')).toMatchObject({ passed: 3 });
});

it('knows no counts where no runner spoke', () => {
  expect(summarizeTests('done\n')).toBeUndefined();
});

it('lists each code of Handrail once', () => {
  expect(codesIn('[HR2003] a\n[HR2001] b\nHR2003 XHR20011')).toEqual(['HR2001', 'HR2003']);
});
