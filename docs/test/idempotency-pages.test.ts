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

  // `UPDATE_PAGES=1 npx vitest run docs/test/idempotency-pages.test.ts` writes what has changed.
  it('shows the report of the wrong activity as it is', async () => {
    const report = shownReport(await runBlock(page, code, 'Wrong'));
    if (process.env['UPDATE_PAGES'] === '1') writeFileSync(`docs/errors/${code}.md`, withReport(page, report));
    else expect(page).toContain(`${INTRODUCTION}\n\n\`\`\`text\n${report}\n\`\`\`\n`);
  });

  it('shows a right activity that is idempotent', async () => {
    const report = await runBlock(page, code, 'Right');
    expect(report.reasons).toEqual([]);
    expect(report.verdict).toBe('IDEMPOTENT');
  });
});

const INTRODUCTION = 'The report draws what happens:';

/** Without the command for another run, which names the reader's own file; generated ids are always others. */
function shownReport(report: IdempotencyReport): string {
  const ids = new Map<string, string>();
  return String(report)
    .replace(/\n+ *Replay: .*/s, '')
    .replaceAll(/([\da-f]{8}(?:-[\da-f]{4}){3})(?:-[\da-f]{12}|…)/g, (_text, id: string) => {
      if (!ids.has(id)) ids.set(id, `00000000-0000-4000-8000-00000000000${ids.size + 1}`);
      return ids.get(id) ?? id;
    })
    .trimEnd();
}

function withReport(page: string, report: string): string {
  const [before = '', after = ''] = page.split(/^(?=## Right$)/m);
  const wrong = before.replace(new RegExp(`\\n${INTRODUCTION}[\\s\\S]*$`), '\n').trimEnd();
  return `${wrong}\n\n${INTRODUCTION}\n\n\`\`\`text\n${report}\n\`\`\`\n\n${after}`;
}

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
