import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { CODE_VERSION, type ModuleCode } from './module-code.js';

interface Stored {
  readonly hash: string;
  readonly code?: ModuleCode;
  readonly problem?: string;
}

/**
 * Keeps what was made of a module's text, by a hash of that text: in memory, and on disk for the next process. What cannot be
 * read or written on disk is made again; several processes may use one folder.
 */
export class CodeCache {
  readonly #memory = new Map<string, Stored>();
  #isWritable = true;
  #hasFolder = false;

  /** @param folder where to keep it on disk; undefined for in memory only */
  constructor(
    readonly folder: string | undefined,
    /** What else the stored code depends on: the version of the parser. */
    readonly salt: string,
  ) {}

  /** What was kept for this text, or what `make` gives. */
  get(path: string, text: string, make: () => Omit<Stored, 'hash'>): Stored {
    const hash = this.hashOf(path, text);
    const known = this.read(hash);
    if (known !== undefined) return known;
    const made = { ...make(), hash };
    this.#memory.set(hash, made);
    this.#write(hash, made);
    return made;
  }

  /** What was kept under a hash. */
  read(hash: string): Stored | undefined {
    const known = this.#memory.get(hash) ?? this.#read(hash);
    if (known !== undefined) this.#memory.set(hash, known);
    return known;
  }

  hashOf(path: string, text: string): string {
    return createHash('sha1')
      .update(`${CODE_VERSION}\0${this.salt}\0${extname(path)}\0`)
      .update(text)
      .digest('hex');
  }

  /** Forgets all texts but those of the given modules, so that an editor's process does not grow for ever. */
  keepOnly(hashes: ReadonlySet<string>): void {
    for (const hash of this.#memory.keys()) if (!hashes.has(hash)) this.#memory.delete(hash);
  }

  get size(): number {
    return this.#memory.size;
  }

  #pathOf(hash: string): string | undefined {
    return this.folder === undefined ? undefined : join(this.folder, `${hash}.json`);
  }

  #read(hash: string): Stored | undefined {
    const path = this.#pathOf(hash);
    if (path === undefined) return undefined;
    try {
      const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
      // Half a file does not parse; anything else that is no answer to this text is not taken.
      const isWhole = stored.problem !== undefined || stored.code?.version === CODE_VERSION;
      return stored.hash === hash && isWhole ? stored : undefined;
    } catch {
      return undefined;
    }
  }

  #write(hash: string, stored: Stored): void {
    const path = this.#pathOf(hash);
    if (path === undefined || !this.#isWritable) return;
    try {
      if (!this.#hasFolder) mkdirSync(dirname(path), { recursive: true });
      this.#hasFolder = true;
      // Whoever writes at the same time writes the same, and half a file is no answer to whoever reads meanwhile.
      writeFileSync(path, JSON.stringify(stored));
    } catch {
      this.#isWritable = false;
    }
  }
}
