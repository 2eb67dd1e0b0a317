import { chmod, mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder's contents: files as bytes, folders and links by what they are. */
export type FolderState = Map<string, Entry>;

type Entry =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'folder' }
  | { readonly kind: 'link'; readonly target: string };

const MAXIMUM_ENTRIES = 20_000;
const MAXIMUM_BYTES = 256 * 1024 * 1024;

export async function readFolder(folder: string): Promise<FolderState> {
  const state: FolderState = new Map();
  const size = { bytes: 0 };
  await visit('');
  return state;

  async function visit(path: string): Promise<void> {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const each = path === '' ? entry.name : `${path}/${entry.name}`;
      const full = join(folder, each);
      if (state.size >= MAXIMUM_ENTRIES) throw new Error(`${folder} holds more than ${MAXIMUM_ENTRIES} entries`);
      if (entry.isSymbolicLink()) state.set(each, { kind: 'link', target: await readlink(full) });
      else if (entry.isDirectory()) {
        state.set(each, { kind: 'folder' });
        await visit(each);
      } else if (entry.isFile()) {
        const bytes = await readFile(full);
        size.bytes += bytes.length;
        if (size.bytes > MAXIMUM_BYTES) throw new Error(`${folder} holds more than ${MAXIMUM_BYTES / 1024 / 1024} MiB`);
        state.set(each, { kind: 'file', bytes, mode: (await stat(full)).mode & 0o777 });
      }
    }
  }
}

/** Makes a folder hold exactly what it held. */
export async function writeFolder(folder: string, state: FolderState): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
  for (const [path, entry] of state) {
    const full = join(folder, path);
    if (entry.kind === 'folder') await mkdir(full, { recursive: true });
    else if (entry.kind === 'link') await symlink(entry.target, full);
    else {
      await writeFile(full, entry.bytes);
      await chmod(full, entry.mode);
    }
  }
}

/** What can be compared: texts as texts, other files by their bytes, and the folders themselves. */
export function describeFolder(state: FolderState, isTemporary: (path: string) => boolean): Map<string, unknown> {
  const described = new Map<string, unknown>();
  for (const [path, entry] of state) {
    if (isTemporary(path)) continue;
    if (entry.kind === 'link') described.set(path, `→ ${entry.target}`);
    else if (entry.kind === 'file') described.set(path, textOf(entry.bytes));
    // Also where something is in it: else a folder would come to be where its last file goes.
    else described.set(`${path}/`, 'a folder');
  }
  return described;
}

function textOf(bytes: Buffer): string | Buffer {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : bytes;
}
