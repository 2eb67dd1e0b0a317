import { hash } from 'node:crypto';
import { extname } from 'node:path';
import { isSaved, type Savable, saveAtExit } from './at-exit.js';
import { CodePack } from './code-pack.js';
import { CODE_VERSION, type ModuleCode } from './module-code.js';

interface Stored {
  readonly hash: string;
  readonly code?: ModuleCode;
  readonly problem?: string;
}

/**
 * Keeps what was made of a module's text, by a hash of that text: in memory, and at the end on disk for the next process. What
 * cannot be read or written on disk is made again.
 */
export class CodeCache implements Savable {
  readonly #memory = new Map<string, Stored>();
  /** What is not on disk, as it will be there, which is a fraction of the memory. */
  readonly #made = new Map<string, Buffer>();
  readonly #pack: CodePack | undefined;

  /** @param folder where to keep it on disk; undefined for in memory only */
  constructor(
    folder: string | undefined,
    /** What else the stored code depends on: the version of the parser. */
    readonly salt: string,
  ) {
    this.#pack = folder === undefined ? undefined : new CodePack(folder);
  }

  /**
   * What was kept for this text, or what `make` gives.
   *
   * @param isForNow it is hardly needed by the next process, which is not worth writing it
   */
  get(path: string, text: string, make: () => Omit<Stored, 'hash'>, isForNow = false): Stored {
    const key = this.hashOf(path, text);
    const known = this.read(key);
    if (known !== undefined) return known;
    const made = { ...make(), hash: key };
    if (this.#pack === undefined || isForNow) this.#memory.set(key, made);
    else {
      // Most code is never asked for: where nothing leads to a hint, the outline is enough.
      this.#made.set(key, textOf(made));
      saveAtExit(this);
    }
    return made;
  }

  /** What was kept under a hash. */
  read(hash: string): Stored | undefined {
    const known = this.#memory.get(hash) ?? parse(hash, this.#made.get(hash)?.toString() ?? this.#pack?.read(hash));
    if (known !== undefined) this.#memory.set(hash, known);
    return known;
  }

  hashOf(path: string, text: string): string {
    return hash('sha1', `${CODE_VERSION}\0${this.salt}\0${extname(path)}\0${text}`, 'hex');
  }

  /** Forgets all texts but those of the given modules, so that an editor's process does not grow for ever. */
  keepOnly(hashes: ReadonlySet<string>): void {
    for (const hash of this.#memory.keys()) if (!hashes.has(hash)) this.#memory.delete(hash);
    for (const hash of this.#made.keys()) if (!hashes.has(hash)) this.#made.delete(hash);
  }

  /** Nobody needs what was kept under a hash at the moment. Where nothing is on disk it stays as it is. */
  letGo(hash: string): boolean {
    if (!this.isOnDisk) return false;
    this.#memory.delete(hash);
    return true;
  }

  /** Whether what is not in memory can be read again. */
  get isOnDisk(): boolean {
    return this.#pack !== undefined;
  }

  get size(): number {
    return this.#memory.size;
  }

  /** Writes what was made; the end of the process does that by itself. */
  save(): void {
    isSaved(this);
    if (this.#made.size === 0) return;
    try {
      this.#pack?.write(this.#made);
    } catch {
      // The next process makes it again.
    }
    this.#made.clear();
  }
}

function textOf(stored: Stored): Buffer {
  return Buffer.from(JSON.stringify(stored));
}

function parse(hash: string, text: string | undefined): Stored | undefined {
  if (text === undefined) return undefined;
  try {
    const stored = JSON.parse(text) as Stored;
    // Half a text does not parse; anything else that is no answer to this hash is not taken.
    const isWhole = stored.problem !== undefined || stored.code?.version === CODE_VERSION;
    return stored.hash === hash && isWhole ? stored : undefined;
  } catch {
    return undefined;
  }
}
