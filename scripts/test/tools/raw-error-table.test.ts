import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../tools/raw-error-families.mjs';
import { replaceTable, RESULTS, tableOf } from '../../tools/raw-error-table.mjs';

const cases = {
  'raw-errors-client': [
    {
      mistake: 'no task queue',
      raw: 'TypeError: Missing | queue',
      ours: '[HR4037] workflow.start was called without taskQueue.',
    },
    {
      mistake: 'no task queue',
      raw: 'TypeError: Missing | queue',
      ours: '[HR4037] workflow.start was called without taskQueue.',
    },
  ],
  'raw-errors-bundle': [
    {
      mistake: 'a top-level await',
      raw: '(nothing)',
      ours: '[HR1025] at 127.0.0.1:4711, 0199ab12-3456-7890-abcd-ef0123456789',
    },
  ],
};

describe('the table of raw errors', () => {
  it('has each mistake once, by part, with what differs between runs left out', () => {
    expect(tableOf(cases)).toContain(
      [
        '### Bundling',
        '',
        '| mistake | the SDK alone | Handrail |',
        '| --- | --- | --- |',
        '| a top-level await | `(nothing)` | `[HR1025] at 127.0.0.1:…, …` |',
        '',
        '### Client',
        '',
        '| mistake | the SDK alone | Handrail |',
        '| --- | --- | --- |',
        '| no task queue | `TypeError: Missing \\| queue` | `[HR4037] workflow.start was called without taskQueue.` |',
      ].join('\n'),
    );
    expect(tableOf(cases)).toContain('of 2 mistakes');
  });

  it('replaces the one before, and nothing else', () => {
    const table = tableOf(cases);
    const once = replaceTable('# Results\n\n## Other\n\ntext\n', table);
    expect(replaceTable(once, table)).toBe(once);
    const between = `${once}\n## Last\n\nmore\n`;
    expect(replaceTable(between, table)).toBe(between);
  });
});

describe('benchmarks/RESULTS.md', () => {
  const rows = new Map(
    [...readFileSync(RESULTS, 'utf8').matchAll(/^\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
      ([, mistake = '', raw = '', ours = '']) => [mistake.trim(), { raw, ours }] as const,
    ),
  );

  it.each(Object.values(FAMILIES).flat())('has %s, with a code of ours and the words of the SDK', (mistake) => {
    const row = rows.get(mistake);
    expect(row?.ours).toMatch(/^`\[HR\d{4}\] \S/);
    expect(row?.raw).not.toMatch(/\[HR\d{4}\]/);
  });
});
