import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const STAMPS = '.cache/stamps';

/** A hash of the named files and folders (each with everything in it) and of further facts. */
export async function fingerprint(paths, facts = {}) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of (await Promise.all(paths.map(filesOf))).flat().sort()) {
    hash.update(`\0${path}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}

/** Whether the step left this very fingerprint when it last came to its end. */
export async function isDone(step, current) {
  return (await readFile(join(STAMPS, step), 'utf8').catch(() => '')) === current;
}

/** Notes that the step came to its end, so that the next run can pass over it. */
export async function markDone(step, current) {
  await mkdir(STAMPS, { recursive: true });
  await writeFile(join(STAMPS, step), current);
}

async function filesOf(path) {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}
