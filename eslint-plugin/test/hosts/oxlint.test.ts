import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.js';
import { incorrectExamples } from '../support/page-examples.js';

const OXLINT = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
const PLUGIN = fileURLToPath(new URL('../../lib/index.js', import.meta.url));

// What the README says does not work there.
const SILENT_IN_OXLINT = ['no-unused-trust'];

const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-oxlint-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('finds in oxlint what the pages show, but for the rules that the README names', { timeout: 60_000 }, () => {
  const examples = incorrectExamples();
  write('package.json', '{ "name": "shop" }');
  write(
    '.oxlintrc.json',
    JSON.stringify({
      jsPlugins: [{ name: 'handrail', specifier: PLUGIN }],
      categories: { correctness: 'off' },
      rules: Object.fromEntries(Object.keys(rules).map((name) => [`handrail/${name}`, 'error'])),
    }),
  );
  // Each in a project of its own: examples of one page are not meant to be one program.
  examples.forEach(({ code, file }, index) => {
    write(`example${index}/package.json`, '{ "name": "shop", "dependencies": { "@handrail/workflow": "1" } }');
    write(`example${index}/${file}`, code);
  });
  const { stdout, stderr } = spawnSync(process.execPath, [OXLINT, '--format', 'json', '.'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(stderr).toBe('');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  const silent = examples.flatMap(({ rule }, index) =>
    diagnostics.some(({ code, filename }) => filename.startsWith(`example${index}/`) && code === `handrail(${rule})`)
      ? []
      : [rule],
  );
  expect([...new Set(silent)]).toEqual(SILENT_IN_OXLINT);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
