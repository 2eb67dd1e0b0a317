import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './language-server.js';

const WORKFLOW = 'src/workflows/order.ts';
const HELPER = 'src/lib/http.ts';
const SAFE = 'export const post = (url: string) => url;\n';
const BAD = 'export const post = (url: string) => fetch(url);\n';
const CALLS = `import { post } from '../lib/http';\n\nexport async function order(url: string) {\n  return post(url);\n}\n`;

// Less than the syntax tree of the smallest file takes. Caches of Node and ESLint fill up in the first thousand edits.
const KEPT_OF_AN_EDIT = 8_000;

const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-editor-')));
let editor: Editor;

beforeAll(async () => {
  write('package.json', '{ "name": "shop", "type": "module" }');
  write(
    'eslint.config.mjs',
    `import handrail from '@handrail/eslint-plugin';\nexport default [...handrail.configs.recommended];\n`,
  );
  write(HELPER, SAFE);
  write(WORKFLOW, CALLS);
  // The project's own dependencies, as far as it has them.
  const installed = fileURLToPath(new URL('../../node_modules', import.meta.url));
  mkdirSync(join(root, 'node_modules/@handrail'), { recursive: true });
  symlinkSync(join(installed, 'eslint'), join(root, 'node_modules/eslint'));
  symlinkSync(fileURLToPath(new URL('../..', import.meta.url)), join(root, 'node_modules/@handrail/eslint-plugin'));
  editor = await Editor.open(root);
}, 60_000);

afterAll(() => {
  editor.close();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('ESLint’s language server', { timeout: 60_000 }, () => {
  it('shows a problem at its place, with its code and the address of its page', async () => {
    write(HELPER, BAD);
    const [problem, ...others] = await editor.show(WORKFLOW, CALLS);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      range: { start: { line: 3, character: 9 }, end: { line: 3, character: 13 } },
      code: 'handrail/no-network',
      codeDescription: { href: 'https://handrail.dev/rules/no-network' },
      source: 'eslint',
    });
    expect(problem?.message).toMatch(/^order\(\) reaches fetch: order .* \(HR1030\)$/);
  });

  it('sees an edit of a helper when the workflow is shown again, and the edit back', async () => {
    for (const [helper, count] of [
      [SAFE, 0],
      [BAD, 1],
      [SAFE, 0],
    ] as const) {
      write(HELPER, helper);
      expect(await editor.show(WORKFLOW, CALLS)).toHaveLength(count);
    }
  });

  it('sees what is typed before it is saved', async () => {
    const typed = CALLS.replace('post(url)', 'fetch(url)');
    expect(await editor.show(WORKFLOW, typed)).toMatchObject([
      { code: 'handrail/no-network', range: { start: { line: 3 } } },
    ]);
    expect(await editor.show(WORKFLOW, CALLS)).toEqual([]);
  });

  it('says nothing while a file cannot be parsed, and speaks again afterwards', async () => {
    const [broken] = await editor.show(WORKFLOW, CALLS.replace('{', '('));
    expect(broken?.message).toMatch(/^Parsing error/);
    write(HELPER, BAD);
    expect(await editor.show(WORKFLOW, CALLS)).toMatchObject([{ code: 'handrail/no-network' }]);
    write(HELPER, SAFE);
  });

  it('applies a fix', async () => {
    const text = `import { sleep } from '@temporalio/workflow';\n\nexport async function order() {\n  await new Promise((resolve) => setTimeout(resolve, 1000));\n  await sleep(1);\n}\n`;
    const [problem] = await editor.show(WORKFLOW, text);
    expect(problem?.code).toBe('handrail/prefer-sleep');
    const actions = await editor.actionsFor(WORKFLOW, problem!);
    const fix = actions.find(({ title }) => title.startsWith('Fix this') || title.includes('sleep'));
    expect(await editor.apply(fix!, WORKFLOW, text)).toBe(
      text.replace('new Promise((resolve) => setTimeout(resolve, 1000))', 'sleep(1000)'),
    );
    await editor.show(WORKFLOW, CALLS);
  });

  it('holds no more memory after an hour of edits than after the first minutes', async () => {
    const edit = async (count: number) => {
      for (let index = 0; index < count; index++) {
        write(HELPER, index % 2 === 0 ? `${BAD}// ${Math.sin(index)}\n` : `${SAFE}// ${Math.sin(index)}\n`);
        const found = await editor.show(WORKFLOW, `${CALLS}// ${Math.cos(index)}\n`);
        expect(found).toHaveLength(index % 2 === 0 ? 1 : 0);
      }
    };
    await edit(150);
    const before = await editor.usedHeap();
    // An edit every six seconds makes 600 in an hour.
    await edit(450);
    expect((await editor.usedHeap()) - before).toBeLessThan(450 * KEPT_OF_AN_EDIT);
  }, 240_000);
});
