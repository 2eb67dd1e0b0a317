import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** Where a text lies in a pack. */
interface Place {
  readonly file: string;
  readonly start: number;
  readonly length: number;
}

type Index = Record<string, readonly [start: number, length: number]>;

const ENDING = '.pack';
// A pack is texts, an index of them, and the length of the index in so many digits.
const DIGITS = 12;
// Each process that found something new leaves one.
const MOST_PACKS = 16;
const CHUNK = 1 << 20;

/**
 * Texts by key in a folder, many in one file: a file of its own for each costs more than to make what is in it. Several processes
 * may use the folder at once; what one removes, or has half written, is missing for the others.
 */
export class CodePack {
  #places: Map<string, Place> | undefined;

  constructor(readonly folder: string) {}

  read(key: string): string | undefined {
    this.#places ??= this.#look();
    const place = this.#places.get(key);
    return place === undefined ? undefined : inFile(place.file, 'r', (file) => textAt(file, place.start, place.length));
  }

  /** Adds a file with these texts. Where there are too many files, it takes the place of all. */
  write(texts: Iterable<readonly [key: string, text: Buffer]>): void {
    const before = this.#files();
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, `${randomUUID()}${ENDING}`);
    inFile(path, 'w', (file) => {
      writeTexts(file, texts);
    });
    if (before.length >= MOST_PACKS) for (const file of before) rmSync(file, { force: true });
    this.#places = undefined;
  }

  #files(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => name.endsWith(ENDING))
        .map((name) => join(this.folder, name));
    } catch {
      return [];
    }
  }

  #look(): Map<string, Place> {
    const places = new Map<string, Place>();
    for (const file of this.#files()) {
      const index = inFile(file, 'r', indexOf) ?? {};
      for (const [key, [start, length]] of Object.entries(index)) places.set(key, { file, start, length });
    }
    return places;
  }
}

/** What is done with a file; undefined where that cannot be done. */
function inFile<T>(path: string, flags: 'r' | 'w', use: (file: number) => T): T | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    return use(file);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function writeTexts(file: number, texts: Iterable<readonly [key: string, text: Buffer]>): void {
  const index: Record<string, readonly [number, number]> = {};
  let chunk: Buffer[] = [];
  let [start, written] = [0, 0];
  const flush = () => {
    writeSync(file, Buffer.concat(chunk));
    chunk = [];
    written = start;
  };
  for (const [key, body] of texts) {
    index[key] = [start, body.length];
    start += body.length;
    chunk.push(body);
    if (start - written > CHUNK) flush();
  }
  const head = Buffer.from(JSON.stringify(index));
  chunk.push(head, Buffer.from(String(head.length).padStart(DIGITS)));
  flush();
}

function indexOf(file: number): Index {
  const { size } = fstatSync(file);
  const length = Number(textAt(file, size - DIGITS, DIGITS));
  return JSON.parse(textAt(file, size - DIGITS - length, length)) as Index;
}

function textAt(file: number, start: number, length: number): string {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, start);
  return bytes.toString('utf8');
}
