// Installs the packages, lints each use of them in a project of its own, and asks the SDK's bundler and sandbox what is true.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Project } from '@handrail/eslint-plugin/engine';
import { writeFiles } from '../corpus/write-files.mjs';
import { runAlone } from '../sandbox/run-cases.mjs';
import { USES, VERSIONS } from './uses.mjs';

const SDK = fileURLToPath(new URL('../../node_modules/@temporalio', import.meta.url));
const WORKFLOW = 'src/workflows/order.ts';

/** Each use with what the rules report of it, and whether something is wrong with it. */
export async function measurePackages() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-lint-packages-')));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'], {
      cwd: folder,
      // What another package manager that runs this has set means nothing to npm.
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_'))),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    symlinkSync(SDK, join(folder, 'node_modules', '@temporalio'));
    const results = [];
    for (const [imports, expression] of USES) {
      const text = `${imports}\nexport async function order(): Promise<unknown> {\n  return ${expression};\n}\n`;
      writeFiles(folder, { [WORKFLOW]: text });
      const { findings } = new Project({ root: folder, cache: false, workflows: [WORKFLOW] }).check(
        join(folder, WORKFLOW),
      );
      const reports = findings.filter(({ kind }) => kind !== 'replaced-global');
      const outcome = await runAlone({ [WORKFLOW]: text }, join(folder, 'node_modules'));
      const isWrong = outcome.refused !== undefined || outcome.fails !== undefined || outcome.varies;
      results.push({ use: `${imports.replaceAll('\n', ' ')} ${expression}`, isWrong, outcome, reports });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
