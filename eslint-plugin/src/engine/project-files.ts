import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mayTellOfWorkflows, workerHints, type WorkerHints } from './roots.js';

/** A source file that may tell where workflows are. */
export interface TellingFile {
  readonly path: string;
  readonly hints: WorkerHints;
}

interface Known {
  readonly stamp: string;
  readonly telling: TellingFile | undefined;
}

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
/** Folders of what is built, installed or measured. */
export const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'bower_components', 'vendor']);
const MOST_FILES = 50_000;
const LARGEST_FILE = 1024 * 1024;
// A look at a large project takes its time; by far the most of the time is for other work.
const MOST_OFTEN = 20;

/** Finds the files of a project that may tell where its workflows are. Files that have not changed are not read again. */
export class ProjectFiles {
  #known = new Map<string, Known>();
  #telling: readonly TellingFile[] = [];
  #lookedAt = -Infinity;
  #took = 0;

  constructor(readonly root: string) {}

  /** What is known; looked up anew where the last look is longer ago than `interval`. */
  look(now: number, interval: number): readonly TellingFile[] {
    if (now - this.#lookedAt < Math.max(interval, MOST_OFTEN * this.#took)) return this.#telling;
    const start = performance.now();
    const isFirst = this.#known.size === 0;
    const known = new Map<string, Known>();
    for (const path of sourceFiles(this.root)) {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      const stamp = `${stats.mtimeMs}:${stats.size}`;
      const before = this.#known.get(path);
      known.set(
        path,
        before?.stamp === stamp ? before : { stamp, telling: stats.size > LARGEST_FILE ? undefined : tell(path) },
      );
    }
    this.#known = known;
    const telling = [...known.values()].flatMap(({ telling: each }) => each ?? []);
    // Whoever has worked something out from the same list need not do it again.
    if (!isSameList(telling, this.#telling)) this.#telling = telling;
    this.#lookedAt = performance.now();
    this.#took = isFirst ? 0 : this.#lookedAt - start;
    return this.#telling;
  }
}

/** Whether there is a file at a path. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether a value is an object of named values, as JSON has them. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSameList(a: readonly TellingFile[], b: readonly TellingFile[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function tell(path: string): TellingFile | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return mayTellOfWorkflows(path, text) ? { path, hints: workerHints(path, text) } : undefined;
  } catch {
    return undefined;
  }
}

/** The source files below a folder, without installed and built ones. */
export function sourceFiles(root: string): string[] {
  const files: string[] = [];
  const folders = [root];
  // Symbolic links are not followed: what they lead to lies in the project anyway, or belongs to another one.
  for (let folder = folders.pop(); folder !== undefined && files.length < MOST_FILES; folder = folders.pop()) {
    const entries = list(folder);
    const hasSource = entries.some(({ name }) => name === 'src');
    for (const entry of entries) {
      if (entry.isDirectory()) {
        const isOutput = entry.name.startsWith('.') || SKIPPED.has(entry.name) || (entry.name === 'lib' && hasSource);
        if (!isOutput) folders.push(join(folder, entry.name));
      } else if (entry.isFile() && SOURCE.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name))
        files.push(join(folder, entry.name));
    }
  }
  return files;
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
