// Whole projects, named by the user: what `recommended` reports in them, for somebody to read. Nothing of them is run.
import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { checkFiles } from '@handrail/eslint-plugin/check';

/** Every report in every project, with the time that it took. */
export function checkProjects(paths) {
  return paths.map((path) => {
    const root = resolve(path);
    if (!existsSync(root) || readdirSync(root).length === 0) throw new Error(`${path} is no folder with files`);
    const start = performance.now();
    const report = checkFiles({ root });
    return { name: basename(root), seconds: (performance.now() - start) / 1000, ...report };
  });
}

/** How many reports there are of each rule, the most first. */
export function byRule(problems) {
  const counts = new Map();
  for (const { rule } of problems) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([, first], [, second]) => second - first);
}
