import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runQuietly } from './run-command.mjs';

const NEVER = new Set(['node_modules', '.git']);

/** A project's own files, relative to its folder: what git would commit where git keeps it, everything but packages elsewhere. */
export async function listFiles(folder) {
  const { code, stdout } = await runQuietly('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
  });
  // A folder that the surrounding repository ignores lists as empty.
  const tracked = code === 0 ? stdout.split('\0').filter((path) => path !== '') : [];
  return tracked.length > 0 ? tracked.sort() : (await walk(folder)).map((path) => relative(folder, path)).sort();
}

async function walk(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !NEVER.has(name))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? walk(path) : [path];
      }),
  );
  return nested.flat();
}
