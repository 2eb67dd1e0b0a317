import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setHost } from '@handrail/common/host';
import { HandrailError } from '@handrail/errors';
import { bundleWorkflowCode } from '@handrail/worker';
import { DefaultLogger } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeBlocks, readPage } from './support/markdown';

const CODES = ['HR1021', 'HR1022', 'HR1023', 'HR1024', 'HR1025', 'HR1026'];

let folder: string;
const warn = vi.fn();
beforeEach(() => {
  // Below the repository, where a reader's imports of `@handrail/…` are found.
  mkdirSync('.cache', { recursive: true });
  folder = mkdtempSync(resolve('.cache/docs-bundle-'));
  cpSync('docs/test/fixtures', folder, { recursive: true });
  setHost({ logger: { warn } as never });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  setHost({});
  warn.mockClear();
});

describe.each(CODES)('%s', (code) => {
  it('is what the wrong code of its page really gives', async () => {
    const entry = writeSection(code, 'Wrong').at(-1) ?? '';
    expect(await codesOf(entry)).toEqual([code]);
  });

  it('is not what the right code gives', async () => {
    writeSection(code, 'Wrong');
    const entries = writeSection(code, 'Right');
    expect(entries).not.toEqual([]);
    for (const entry of entries) expect(await codesOf(entry)).toEqual([]);
  });
});

/** Writes the workflow code of a section, and gives its files in order. */
function writeSection(code: string, heading: string): string[] {
  const page = readPage(`docs/errors/${code}.md`);
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const blocks = codeBlocks(code, section).filter(
    ({ language, code: text }) => language === 'ts' && !text.includes("from '@handrail/worker'"),
  );
  return blocks.map((block, index) => {
    const path = join(folder, block.file ?? `${heading.toLowerCase()}-${index}.ts`);
    writeFileSync(path, block.code);
    return path;
  });
}

async function codesOf(workflowsPath: string): Promise<string[]> {
  const logger = new DefaultLogger('ERROR', () => undefined);
  const error = await bundleWorkflowCode({ workflowsPath, logger }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error !== undefined && !HandrailError.isInstance(error)) throw error;
  const warned = warn.mock.calls.map(([message]) => /HR\d{4}/.exec(String(message))?.[0] ?? '');
  warn.mockClear();
  return [...(error?.problems.map(({ code }) => code) ?? []), ...warned];
}
