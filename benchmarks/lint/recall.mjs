// How much of the corpus the recommended rules see, and where they speak without reason.
import { Linter } from 'eslint';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allCases } from './corpus/cases.mjs';
import { writeFiles } from './corpus/write-files.mjs';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

/** Lints every case as a project of its own. */
export function measureRecall(plugin, cases = allCases()) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-lint-corpus-')));
  try {
    symlinkSync(MODULES, join(folder, 'node_modules'));
    return cases.map((each) => {
      const root = join(folder, each.id);
      writeFiles(root, each.files);
      return { ...each, reports: lintProject(plugin, root, each.files) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lintProject(plugin, root, files) {
  const linter = new Linter({ cwd: root });
  return Object.keys(files)
    .filter((path) => /\.[jt]sx?$/.test(path) && !path.startsWith('node_modules'))
    .flatMap((path) =>
      linter
        .verify(readFileSync(join(root, path), 'utf8'), plugin.configs.recommended, { filename: join(root, path) })
        .map(({ ruleId, message }) => ({ path, rule: ruleId?.replace('handrail/', '') ?? 'none', message })),
    );
}

/** Whether a case is judged rightly. */
export function isRight({ rules, reports }) {
  return rules.length === 0
    ? reports.length === 0
    : reports.some(({ path, rule }) => path.startsWith('src/workflows/') && rules.includes(rule));
}

/** Cases and right answers by family. */
export function byFamily(results) {
  const families = new Map();
  for (const result of results) {
    const counts = families.get(result.family) ?? { cases: 0, right: 0, hazards: 0 };
    counts.cases += 1;
    if (result.rules.length > 0) counts.hazards += 1;
    if (isRight(result)) counts.right += 1;
    families.set(result.family, counts);
  }
  return families;
}
