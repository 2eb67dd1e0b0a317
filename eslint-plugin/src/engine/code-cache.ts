import { createHash } from 'node:crypto';
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
  /** What is not on disk. */
  readonly #made = new Set<string>();
  readonly #pack: CodePack | undefined;

  /** @param folder where to keep it on disk; undefined for in memory only */
  constructor(
    folder: string | undefined,
    /** What else the stored code depends on: the version of the parser. */
    readonly salt: string,
  ) {
    this.#pack = folder === undefined ? undefined : new CodePack(folder);
  }

  /** What was kept for this text, or what `make` gives. */
  get(path: string, text: string, make: () => Omit<Stored, 'hash'>): Stored {
    const hash = this.hashOf(path, text);
    const known = this.read(hash);
    if (known !== undefined) return known;
    const made = { ...make(), hash };
    this.#memory.set(hash, made);
    if (this.#pack !== undefined) {
      this.#made.add(hash);
      saveAtExit(this);
    }
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

  /** Forgets everything, once it is on disk. */
  forget(): void {
    this.save();
    this.#memory.clear();
  }

  get size(): number {
    return this.#memory.size;
  }

  /** Writes what was made; the end of the process does that by itself. */
  save(): void {
    isSaved(this);
    const made = [...this.#made].flatMap((hash) => this.#memory.get(hash) ?? []);
    this.#made.clear();
    if (made.length === 0) return;
    try {
      this.#pack?.write(textsOf(made));
    } catch {
      // The next process makes it again.
    }
  }

  #read(hash: string): Stored | undefined {
    const text = this.#pack?.read(hash);
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
}

// One after another: all at once would be as much again as is in memory.
function* textsOf(made: readonly Stored[]): Generator<readonly [key: string, text: string]> {
  for (const each of made) yield [each.hash, JSON.stringify(each)];
}
