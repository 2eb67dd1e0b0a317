import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDERS = ['docs/guides', 'examples'];
const NO_PAGES = new Set(['node_modules', 'lib']);

/**
 * The pages that show real code: a block that names a file and its region, `source="examples/orders/src/policy.ts#policy"`, holds
 * what stands between `// #region policy` and `// #endregion policy` there. What is around the blocks is written by hand.
 */
export async function includedCode() {
  const pages = (await Promise.all(FOLDERS.map(pagesBelow))).flat();
  const files = {};
  for (const page of pages) {
    const text = await readFile(page, 'utf8');
    if (text.includes('source="')) files[page] = await withSources(page, text, (path) => readFile(path, 'utf8'));
  }
  return files;
}

/** The page with every block that has a source filled from it. */
export async function withSources(page, text, read) {
  const lines = text.split('\n');
  const filled = [];
  for (let index = 0; index < lines.length; index++) {
    filled.push(lines[index]);
    const source = /^```\w+ .*\bsource="([^"]+)"/.exec(lines[index])?.[1];
    if (source === undefined) continue;
    const end = lines.indexOf('```', index + 1);
    if (end === -1) throw new Error(`${page}:${index + 1}: the code block is never closed.`);
    filled.push(...(await codeOf(source, `${page}:${index + 1}`, read)));
    index = end - 1;
  }
  return filled.join('\n');
}

async function codeOf(source, place, read) {
  const [path, name] = source.split('#');
  const text = await read(path).catch(() => {
    throw new Error(`${place}: ${path} cannot be read.`);
  });
  if (name === undefined) return text.trimEnd().split('\n');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const end = lines.findIndex((line) => line.trim() === `// #endregion ${name}`);
  if (start === -1 || end < start) throw new Error(`${place}: ${path} has no region "${name}".`);
  return withoutIndent(lines.slice(start + 1, end));
}

function withoutIndent(lines) {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents)));
}

async function pagesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const pages = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NO_PAGES.has(entry.name) ? [] : await pagesBelow(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
  return (await Promise.all(pages)).flat();
}
