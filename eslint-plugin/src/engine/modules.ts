import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CodeCache } from './code-cache.js';
import { type ImportTarget, LoadedModule } from './interpret/loaded-module.js';
import { lowerModule } from './lower/lower-module.js';
import { CODE_VERSION, type Import, type ModuleCode, type ModuleOutline, outlineOf } from './module-code.js';
import { parseModule, type SyntaxTree } from './parse.js';
import type { Resolver } from './resolve.js';
import type { Snapshot, StoredModule } from './snapshot.js';

interface Entry {
  readonly module: LoadedModule;
  /** What the file looked like; undefined for a text that is not on disk. */
  readonly stamp: string | undefined;
  checkedAt: number;
  /** In which round of retries its imports were last looked for. */
  round?: number;
}

/** The text that an editor shows for a file. */
interface Shown {
  readonly path: string;
  readonly text: string;
  /** Gives its syntax tree, where somebody has parsed it. */
  readonly tree?: (() => SyntaxTree | undefined) | undefined;
}

/** What a text was made into. */
interface Made {
  readonly code?: ModuleCode;
  /** Where there is no code yet. */
  readonly outline?: ModuleOutline | undefined;
  readonly problem?: string | undefined;
  readonly hash: string;
}

// A generated file of this size is data, or a bundle of its own.
const LARGEST_TEXT = 8 * 1024 * 1024;

// A package or an alias that is missing may come; that costs a look at much of the disk, and comes seldom.
const RETRY_INTERVAL = 5000;
const MOST_OFTEN = 20;

const SOURCES = ['.ts', '.js', '/index.ts', '/index.js'];

const NO_CODE: ModuleCode = {
  version: CODE_VERSION,
  isEsModule: true,
  imports: [],
  functions: [],
  variables: [],
  exports: {},
  starExports: [],
  exportSpans: {},
  isStrict: true,
  activities: [],
  lines: [0],
  uses: [],
  definesGlobals: [],
  isScript: false,
  awaits: [],
  handsOn: [],
  roles: {},
  hints: { hazards: false, all: false },
};

/** The modules of a project by their path, each read and lowered once for each version of its text. */
export class Modules {
  readonly #entries = new Map<string, Entry>();
  #overlay: Shown | undefined;
  /** Grows whenever a module is another one than before. */
  version = 0;
  /** The same for modules of packages. */
  packagesVersion = 0;

  constructor(
    readonly resolver: Resolver,
    readonly cache: CodeCache,
    readonly snapshot: Snapshot,
  ) {}

  /** The module at a path; a file that cannot be read gives an empty one that says why. */
  get(path: string): LoadedModule {
    const entry = this.#entries.get(path);
    if (entry !== undefined) return entry.module;
    return this.#load(path, this.#stampOf(path));
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The text that an editor shows for a file, which need not be saved. It holds until another file is looked at. */
  show({ path, text, tree }: Shown): void {
    const previous = this.#overlay;
    if (previous?.path === path && previous.text === text) return;
    this.#overlay = undefined;
    if (previous !== undefined && previous.path !== path) this.#leave(previous.path);
    this.#overlay = { path, text, tree };
    this.#reload(path);
    // The tree is not kept longer than it is needed.
    this.#overlay = { path, text };
  }

  /** Looks whether files have changed on disk. */
  refresh(paths: Iterable<string>, now: number, interval: number): void {
    for (const path of paths) {
      const entry = this.#entries.get(path);
      if (entry === undefined || now - entry.checkedAt < interval) continue;
      entry.checkedAt = now;
      if (path !== this.#overlay?.path && this.#stampOf(path) !== entry.stamp) this.#reload(path);
      else if (this.#leadsElsewhere(entry.module) || this.#isFound(entry, now)) this.#reload(path, true);
    }
  }

  #round = 0;
  #roundAt = -Infinity;
  #roundTook = 0;

  // Whether a package or an alias that was nowhere is somewhere now. All modules are asked once in each round.
  #isFound(entry: Entry, now: number): boolean {
    const { path, outline, targets } = entry.module;
    if (path.includes('node_modules')) return false;
    const missing = outline.imports.filter(
      (each, index) =>
        targets[index]?.kind === 'nothing' && !each.isElided && !each.isIgnored && !each.request.startsWith('.'),
    );
    if (missing.length === 0) return false;
    if (this.#roundAt === -Infinity) this.#roundAt = now;
    if (now - this.#roundAt >= Math.max(RETRY_INTERVAL, MOST_OFTEN * this.#roundTook)) {
      this.#round += 1;
      this.#roundAt = now;
      this.#roundTook = 0;
      this.resolver.clear();
    }
    if ((entry.round ?? 0) === this.#round) return false;
    entry.round = this.#round;
    const start = performance.now();
    const isFound = missing.some((each) => this.#resolve(path, each).kind !== 'nothing');
    this.#roundTook += performance.now() - start;
    return isFound;
  }

  // A file that was looked at is hardly needed for the next one; its code is read again when somebody asks for it.
  #leave(path: string): void {
    this.#reload(path);
    const entry = this.#entries.get(path);
    if (entry?.stamp === undefined || entry.module.problem !== undefined) return;
    if (this.cache.letGo(entry.module.hash)) entry.module.forgetCode();
  }

  get loadedPaths(): IterableIterator<string> {
    return this.#entries.keys();
  }

  get hashes(): ReadonlySet<string> {
    return new Set([...this.#entries.values()].map(({ module }) => module.hash));
  }

  // An import that led nowhere may lead to a new file beside it, one that led somewhere to a file that is gone.
  #leadsElsewhere({ path, outline, targets }: LoadedModule): boolean {
    if (path.includes('node_modules')) return false;
    return outline.imports.some((each, index) => {
      const target = targets[index];
      if (each.isElided) return false;
      if (target?.kind === 'module') {
        const entry = this.#entries.get(target.path);
        return entry !== undefined && entry.stamp === undefined && target.path !== this.#overlay?.path;
      }
      return (
        target?.kind === 'nothing' &&
        !each.isIgnored &&
        each.request.startsWith('.') &&
        SOURCES.some((end) => existsSync(join(dirname(path), each.request + end)))
      );
    });
  }

  #reload(path: string, isForced = false): void {
    const before = this.#entries.get(path);
    if (before === undefined && this.#overlay?.path !== path) return;
    if (isForced) this.resolver.clear();
    const stamp = this.#stampOf(path);
    if (before !== undefined && !isForced && isResolved(before.module) && this.#isAsBefore(path, before.module)) {
      this.#entries.set(path, { module: before.module, stamp, checkedAt: 0 });
      this.#keepForNext(path, stamp, before.module);
      return;
    }
    const made = this.#codeOf(path, stamp);
    const module = this.#keep(path, stamp, made);
    const isSame =
      before !== undefined &&
      before.module.hash === module.hash &&
      module.targets.every((target, index) => sameTarget(target, before.module.targets[index]));
    if (isSame) {
      const entry = this.#entries.get(path);
      // What was made from the old object goes on being right.
      if (entry !== undefined) this.#entries.set(path, { ...entry, module: before.module });
      return;
    }
    // Nothing was worked out from a module that nobody had asked for.
    if (before === undefined) return;
    this.version += 1;
    if (module.packageName !== undefined) this.packagesVersion += 1;
  }

  #isAsBefore(path: string, { hash }: LoadedModule): boolean {
    try {
      return this.cache.hashOf(path, this.#textOf(path)) === hash;
    } catch {
      return hash === '';
    }
  }

  #textOf(path: string): string {
    return this.#overlay?.path === path ? this.#overlay.text : readFileSync(path, 'utf8');
  }

  #load(path: string, stamp: string | undefined): LoadedModule {
    return this.#keep(path, stamp, this.#codeOf(path, stamp));
  }

  #keep(path: string, stamp: string | undefined, made: Made): LoadedModule {
    const { problem, hash } = made;
    const code = made.code ?? (made.outline === undefined ? NO_CODE : undefined);
    // Names in the tree of somebody else are parts of the text, which they would keep in memory.
    const isFromTree = made.outline === undefined && this.#overlay?.tree !== undefined && this.#overlay.path === path;
    const outline = made.outline ?? (isFromTree ? copyOf(outlineOf(code ?? NO_CODE)) : outlineOf(code ?? NO_CODE));
    const targets = outline.imports.map((each) => this.#resolve(path, each));
    const known = { path, hash, outline, packageName: packageOf(path), problem, targets };
    // Most code is never asked for: where nothing leads to a hint, the outline is enough.
    const isForNow = this.#overlay?.path === path || !this.cache.isOnDisk;
    const module = new LoadedModule(known, isForNow ? code : undefined, () => this.#bodyOf(path, hash));
    this.#entries.set(path, { module, stamp, checkedAt: 0 });
    return module;
  }

  #resolve(path: string, each: Import): ImportTarget {
    return each.isElided ? { kind: 'nothing' } : this.resolver.resolve(path, each);
  }

  #codeOf(path: string, stamp: string | undefined): Made {
    const isShown = this.#overlay?.path === path;
    const known = isShown ? undefined : this.snapshot.module(path, stamp);
    if (known !== undefined) return known;
    let text: string;
    try {
      text = this.#textOf(path);
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error), hash: '' };
    }
    // What an editor or ESLint shows is mostly what the last process has seen.
    const before = isShown ? this.snapshot.moduleOf(path, this.cache.hashOf(path, text)) : undefined;
    if (before !== undefined) return before;
    if (text.length > LARGEST_TEXT) return { problem: 'it is too large to be looked into', hash: String(text.length) };
    // Of a linted file the next process needs what it leads to and what was found; its code only if something has changed, and
    // then it is linted again.
    const make = () => makeCode(path, text, isShown ? this.#overlay?.tree?.() : undefined);
    const made = this.cache.get(path, text, make, isShown);
    const { hash, code, problem } = made;
    if (!isShown) this.#keepForNext(path, stamp, { hash, problem, outline: code && outlineOf(code) });
    return made;
  }

  #keepForNext(path: string, stamp: string | undefined, { hash, problem, outline }: Omit<StoredModule, 'stamp'>): void {
    if (stamp !== undefined && this.#overlay?.path !== path)
      this.snapshot.keepModule(path, { stamp, hash, problem, outline });
  }

  // Of a module whose outline is known. A file that has changed in this moment is seen as changed at the next look.
  #bodyOf(path: string, hash: string): ModuleCode {
    const kept = this.cache.read(hash)?.code;
    if (kept !== undefined) return kept;
    try {
      const text = this.#textOf(path);
      return this.cache.get(path, text, () => makeCode(path, text)).code ?? NO_CODE;
    } catch {
      return NO_CODE;
    }
  }

  #stampOf(path: string): string | undefined {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : `${stats.mtimeMs}:${stats.size}`;
  }
}

// Where something is missing, it may have come meanwhile.
function isResolved({ outline, targets }: LoadedModule): boolean {
  return targets.every(({ kind }, index) => {
    const each = outline.imports[index];
    return kind !== 'nothing' || each === undefined || each.isElided || each.isIgnored;
  });
}

function makeCode(path: string, text: string, tree?: SyntaxTree): { code: ModuleCode } | { problem: string } {
  const parsed = parseModule(path, text, tree);
  if ('problem' in parsed) return parsed;
  try {
    return { code: lowerModule(parsed, text) };
  } catch (error) {
    // Expressions nested in thousands of levels end the stack.
    if (error instanceof RangeError) return { problem: 'it is nested too deeply to be looked into' };
    throw error;
  }
}

function copyOf(outline: ModuleOutline): ModuleOutline {
  return JSON.parse(JSON.stringify(outline)) as ModuleOutline;
}

function sameTarget(a: ImportTarget | undefined, b: ImportTarget | undefined): boolean {
  return a?.kind === b?.kind && JSON.stringify(a) === JSON.stringify(b);
}

/** The package that a file belongs to, where it lies in a `node_modules`. */
export function packageOf(path: string): string | undefined {
  return /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1]?.replaceAll('\\', '/');
}

/** The path that imports lead to, which is without symbolic links. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
