import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IdempotencyReport } from '@handrail/testing';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from './support/markdown';

const FOLDER = '.cache/idempotency-pages';

/** What the activity on each page is found to be. */
const VERDICTS = {
  HR6001: 'DUPLICATE_EFFECT',
  HR6002: 'SWALLOWED_EFFECT',
  HR6003: 'LOST_EFFECT',
  HR6004: 'TORN_STATE',
  HR6005: 'STUCK',
  HR6006: 'RESULT_DRIFT',
  HR6007: 'UNSTABLE_KEY',
  HR6008: 'INCONCLUSIVE',
};

describe.each(Object.entries(VERDICTS))('%s', (code, verdict) => {
  const page = readFileSync(`docs/errors/${code}.md`, 'utf8');

  it('shows a wrong activity that is found to be what the page says', async () => {
    const report = await runBlock(page, code, 'Wrong');
    expect(report.verdict).toBe(verdict);
    if (verdict !== 'INCONCLUSIVE') expect(report.findings[0]?.code).toBe(code);
  });

  it('shows a right activity that is idempotent', async () => {
    const report = await runBlock(page, code, 'Right');
    expect(report.reasons).toEqual([]);
    expect(report.verdict).toBe('IDEMPOTENT');
  });
});

async function runBlock(page: string, code: string, heading: string): Promise<IdempotencyReport> {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const [block] = codeBlocks(code, section);
  const path = resolve(FOLDER, `${code}-${heading}.mjs`);
  rmSync(path, { force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, transformSync(block?.code ?? '', { loader: 'ts', format: 'esm' }).code);
  const { report } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { report: IdempotencyReport };
  return report;
}
