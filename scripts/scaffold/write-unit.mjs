import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('templates/', import.meta.url));

/** A mistake in how the command was called; its message is all that the user needs. */
export class UsageError extends Error {}

/**
 * Writes the files of a new unit from templates. Nothing is written where one of them exists already, so that a unit is
 * there as a whole or not at all.
 *
 * @param files - path from the root to template name
 * @param words - what replaces `__NAME__` and its like in the templates
 */
export async function writeUnit({ root, files, words }) {
  const taken = Object.keys(files).filter((path) => existsSync(join(root, path)));
  if (taken.length > 0) throw new UsageError(`Nothing was written: ${taken.join(', ')} exists already.`);
  for (const [path, template] of Object.entries(files)) {
    const text = await readFile(join(TEMPLATES, `${template}.template`), 'utf8');
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(
      join(root, path),
      text.replaceAll(/__([A-Z]+)__/g, (all, word) => words[word.toLowerCase()] ?? all),
    );
  }
  return Object.keys(files);
}

/** Changes one existing file, and fails loudly where it no longer has the shape that the change expects. */
export async function editFile({ root, path, edit }) {
  const text = await readFile(join(root, path), 'utf8');
  const changed = edit(text);
  if (changed === text) throw new Error(`${path} does not have the shape that this scaffold expects.`);
  await writeFile(join(root, path), changed);
}
