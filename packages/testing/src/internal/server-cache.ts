import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * A server in the cache is a folder with its files and a manifest of their checksums. It is written beside its place and
 * renamed into it, so a folder under its final name is whole, unless something happened to it later.
 */
interface Manifest {
  readonly executable: string;
  /** SHA-256 of each file, by its path within the folder. */
  readonly files: Readonly<Record<string, string>>;
  /** What must be on the machine beside it. */
  readonly requires: readonly string[];
}

/** What somebody who fills an entry says about it. */
export interface EntryContents {
  /** The file to run, by its path within the folder. */
  readonly executable: string;
  readonly requires?: readonly string[];
}

/** `damage` says what has happened to an entry that is there but cannot be used. */
export type CacheLookup = { readonly path: string } | { readonly damage: string | undefined };

const MANIFEST = 'manifest.json';
const IN_PROGRESS = '.building-';

/** The executable of an entry, if every file of it is as it was when it was made. */
export async function findCached(entry: string): Promise<CacheLookup> {
  const manifest = await readManifest(entry);
  if (manifest === undefined) return { damage: undefined };
  for (const [file, checksum] of Object.entries(manifest.files)) {
    const actual = await checksumOf(join(entry, file)).catch(() => undefined);
    if (actual !== checksum) return { damage: `${join(entry, file)} is damaged (it does not match its checksum)` };
  }
  for (const path of manifest.requires) {
    const present = await access(path).then(
      () => true,
      () => false,
    );
    if (!present) return { damage: `${entry} needs ${path}, which is gone` };
  }
  return { path: join(entry, manifest.executable) };
}

/**
 * Makes an entry: `fill` writes into a fresh folder, which takes the entry's place only when it is complete. What earlier
 * attempts left behind goes away. To be called under a lock.
 *
 * @returns the path of the executable
 */
export async function makeEntry(entry: string, fill: (folder: string) => Promise<EntryContents>): Promise<string> {
  const parent = dirname(entry);
  await mkdir(parent, { recursive: true });
  await removeLeftovers(parent, basename(entry));
  const folder = await mkdtemp(join(parent, `${IN_PROGRESS}${basename(entry)}-`));
  try {
    const { executable, requires = [] } = await fill(folder);
    const manifest: Manifest = { executable, files: await checksumsOf(folder), requires };
    await writeFile(join(folder, MANIFEST), JSON.stringify(manifest, undefined, 2));
    // mkdtemp makes it for its owner alone; a cache may be filled by one user of an image and used by another.
    await chmod(folder, 0o755);
    await rm(entry, { recursive: true, force: true });
    await rename(folder, entry);
    return join(entry, executable);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function removeLeftovers(parent: string, name: string): Promise<void> {
  for (const each of await readdir(parent)) {
    if (each.startsWith(`${IN_PROGRESS}${name}-`)) await rm(join(parent, each), { recursive: true, force: true });
  }
}

async function readManifest(entry: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(entry, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

async function checksumsOf(folder: string): Promise<Record<string, string>> {
  const checksums: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    checksums[relative(folder, path).split(sep).join('/')] = await checksumOf(path);
  }
  return checksums;
}

async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
