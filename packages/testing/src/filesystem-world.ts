import { statSync } from 'node:fs';
import type * as fs from 'node:fs/promises';
import { homedir } from 'node:os';
import { parse, resolve } from 'node:path';
import { badOption } from './internal/idempotency/bad-option';
import {
  describeFolder,
  type FolderState,
  readFolder,
  writeFolder,
} from './internal/idempotency/filesystem/folder-state';
import { OpenFiles, watchFileSystem } from './internal/idempotency/filesystem/watched-fs';
import type { EffectGate, World } from './world';

/** A folder as a world, with the file system functions that activities use. */
export interface FilesystemWorld extends World<Map<string, unknown>> {
  /** Shaped like `node:fs/promises`; each call passes the gate. */
  readonly fs: typeof fs;
}

/** What is left behind by a process that died while it wrote, and harms nobody. */
const TEMPORARY = /(^|\/)(\.?te?mp[-_.]|\.#)|[-_.](te?mp|partial|part|swp)([-_.][^/]*)?$|~$/i;

/**
 * A folder. What is in it when the check begins is put back before each run. Temporary files (`report.pdf.tmp`, `.tmp-1f3a`)
 * are not compared: a crash leaves them behind, and nobody reads them.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { checkIdempotency, filesystemWorld } from '@handrail/testing';
 *
 * const folder = await mkdtemp('/tmp/invoices-');
 * const world = filesystemWorld(folder);
 * const writeInvoice = async (id: string, text: string) => {
 *   await world.fs.writeFile(`${folder}/${id}.txt.tmp`, text);
 *   await world.fs.rename(`${folder}/${id}.txt.tmp`, `${folder}/${id}.txt`);
 * };
 * const report = await checkIdempotency(writeInvoice, { args: ['i1', 'one'], distinct: ['i2', 'two'], world });
 * console.log(report.verdict);
 * ```
 */
export function filesystemWorld(
  folder: string,
  options: { readonly name?: string; readonly temporary?: RegExp } = {},
): FilesystemWorld {
  const path = readFolderPath(folder);
  const isTemporary = (each: string) => (options.temporary ?? TEMPORARY).test(each);
  let start: FolderState | undefined;
  let current: EffectGate | undefined;
  const open = new OpenFiles();
  return {
    name: options.name ?? 'filesystem',
    fs: watchFileSystem(path, () => current, open),
    async reset() {
      if (start === undefined) start = await readFolder(path);
      else await writeFolder(path, start);
    },
    async snapshot() {
      return describeFolder(await readFolder(path), isTemporary);
    },
    async attach(gate) {
      const before = await readFolder(path);
      start = before;
      current = gate;
      return async () => {
        current = undefined;
        start = undefined;
        await open.close();
        await writeFolder(path, before);
      };
    },
    abandon: (attempt) => open.close(attempt),
  };
}

/** The folder is emptied before each run, so it must be one that was made for tests. */
function readFolderPath(folder: unknown): string {
  const expected = 'an existing folder for tests, which is emptied before each run';
  if (typeof folder !== 'string' || folder === '') throw badOption('filesystemWorld(folder)', folder, expected);
  const path = resolve(folder);
  const isDangerous = [parse(path).root, homedir(), process.cwd()].some(
    (each) => each === path || each.startsWith(`${path}/`),
  );
  if (isDangerous || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw badOption('filesystemWorld(folder)', folder, expected);
  return path;
}
