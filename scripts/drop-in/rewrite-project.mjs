import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isSource, rewriteJson, rewriteManifest, rewriteSource } from './rewrite-imports.mjs';
import { listFiles } from './list-files.mjs';

/**
 * Applies the import change to every file of a project, in place.
 * @returns what was changed, and which SDK names are still there (packages that we do not mirror), by file.
 */
export async function rewriteProject(folder, manifestOptions) {
  const changed = [];
  const remaining = new Map();
  for (const path of await listFiles(folder)) {
    const rewrite = rewriterFor(path, manifestOptions);
    if (rewrite === undefined) continue;
    const before = await readFile(join(folder, path), 'utf8');
    const after = rewrite(before);
    if (after !== before) {
      await writeFile(join(folder, path), after);
      changed.push(path);
    }
    for (const [, name] of after.matchAll(/['"](@temporalio\/[^'"]+)['"]/g)) {
      remaining.set(name, [...(remaining.get(name) ?? []), path]);
    }
  }
  return { changed, remaining: Object.fromEntries(remaining) };
}

function rewriterFor(path, manifestOptions) {
  const name = basename(path);
  if (name === 'package.json') return (text) => rewriteManifest(text, manifestOptions);
  if (/^(tsconfig.*|jest\.config|\.eslintrc|\.mocharc|\.babelrc|\.swcrc)\.?(json|jsonc)?$/.test(name)) {
    return isSource(name) ? (text) => rewriteSource(path, text) : rewriteJson;
  }
  return isSource(path) ? (text) => rewriteSource(path, text) : undefined;
}
