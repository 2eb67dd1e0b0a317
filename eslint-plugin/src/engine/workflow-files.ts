import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { holdsWorkflows, manifestOf } from '../manifest.js';
import { type Root, withExportedFiles } from './exported-workflows.js';
import { show } from './findings.js';
import { matchesGlob } from './glob.js';
import type { LoadedModule } from './interpret/loaded-module.js';
import { type Modules, realPath } from './modules.js';
import type { TellingFile } from './project-files.js';
import { roleOf, type RootReason, workflowReason } from './roots.js';
import type { WorkerModules } from './worker-modules.js';

/** What a file is to the workflows of its project. */
export interface WorkflowFile {
  /** Its exports are workflows. Other workflow code is only imported. */
  readonly isRoot: boolean;
  readonly why: string;
  /** Which exports of a root are workflows: undefined for all, `*` for all but the default export. */
  readonly exports?: ReadonlySet<string> | undefined;
}

// Between two looks at what nobody tells of.
const MANIFESTS_INTERVAL = 1000;
// Of the workflows that lead to a helper, this many are followed.
const MOST_ROOTS = 40;

/** Which files of a project are workflow code: the roots, whose exports are workflows, and what they lead to. */
export class WorkflowFiles {
  #rootsVersion = '';

  constructor(
    readonly options: { readonly root: string; readonly workflows?: readonly string[] | undefined },
    readonly modules: Modules,
    readonly workers: WorkerModules,
    /** The files that may tell; the same list as long as they say the same. */
    readonly look: () => readonly TellingFile[],
  ) {}

  /** Whether a file is workflow code, and why. */
  workflowFile(file: string): WorkflowFile | undefined {
    const own = this.#rootReason(file);
    if (own?.isByPlace === false) return { isRoot: true, why: own.why };
    const role = roleOf(placeOf(file), this.modules.get(file));
    if (own === undefined && role !== 'other' && role !== 'workflow') return undefined;
    const { roots, importers } = this.find();
    // A text that nobody has saved yet is in no list, and nothing can lead to it.
    const reason = roots.get(file) ?? (existsSync(file) || own === undefined ? undefined : { why: own.why });
    if (reason !== undefined) return { isRoot: true, ...reason };
    const importer = importers.get(file)?.[0];
    return importer === undefined
      ? undefined
      : { isRoot: false, why: `${show(importer, this.options.root)} imports it` };
  }

  /** The exports of a file that are workflows, as a root has them. */
  workflowsOf(file: string): ReadonlySet<string> | undefined {
    // Of a root that tells so itself all exports are, whatever the rest of the project is: that need not be read to know it.
    return this.#rootReason(file)?.isByPlace === false ? undefined : this.find().roots.get(file)?.exports;
  }

  // What the file itself, or the settings, tell; the rest of the project is looked at only where that is not enough.
  #rootReason(file: string): RootReason | undefined {
    const { root, workflows } = this.options;
    if (workflows === undefined) return this.#reasonByItself(file);
    return workflows.some((glob) => matchesGlob(show(file, root), glob))
      ? { why: 'settings.handrail.workflows names it', isByPlace: false }
      : undefined;
  }

  // Asked for many times of each file.
  #reasonByItself(file: string): RootReason | undefined {
    const [place, module] = [placeOf(file), this.modules.get(file)];
    let known = this.#reasons.get(module);
    if (known?.place !== place) this.#reasons.set(module, (known = { place, reason: workflowReason(place, module) }));
    return known.reason;
  }

  readonly #reasons = new WeakMap<LoadedModule, { readonly place: string; readonly reason: RootReason | undefined }>();

  // Where a worker of the package names its workflows, a file that they do not lead to is in no bundle; and folders are named
  // workflows in packages that have nothing to do with Temporal, or that only start workflows, which are elsewhere.
  #isContradicted(file: string, strong: ReadonlyMap<string, Root>, packages: ReadonlySet<string | undefined>): boolean {
    const manifest = manifestOf(file);
    if (this.workers.named().packages.has(manifest.path)) return true;
    const { targets } = this.modules.get(file);
    const usesWorkflows = () => targets.some((target) => target.kind === 'module' && strong.has(target.path));
    const isElsewhere = strong.size > 0 && !packages.has(manifest.path) && !holdsWorkflows(manifest);
    if (isElsewhere && !usesWorkflows()) return true;
    if (manifest.dependencies.size === 0) return false;
    const all = [...manifest.dependencies, ...manifestOf(join(this.options.root, 'package.json')).dependencies];
    return !all.some((name) => /^@(?:temporalio|handrail)\//.test(name));
  }

  /** The workflows that lead to a file; of very many only some. */
  rootsLeadingTo(file: string): string[] {
    return [...(this.find().reaching.get(file) ?? [])].slice(0, MOST_ROOTS);
  }

  /** What the SDK's bundler can be asked about: files for `workflowsPath` that together lead to all workflows. */
  bundles(): { readonly entries: string[]; readonly ignoredModules: string[]; readonly hooks: string[] } {
    const { roots, reaching } = this.find();
    const named = [...this.workers.named().options];
    const entries = named.flatMap(([path, option]) => (option === 'workflowsPath' ? [path] : []));
    const isReached = (path: string, from: Iterable<string>) =>
      [...from].some((each) => each !== path && reaching.get(path)?.has(each));
    // One that another leads to is in that one's bundle; of a cycle the first will do.
    const isFirst = (path: string) => !isReached(path, roots.keys());
    for (const path of [...[...roots.keys()].filter(isFirst), ...roots.keys()]) {
      if (!entries.includes(path) && !isReached(path, entries)) entries.push(path);
    }
    const hooks = this.look().flatMap(({ path, hints }) => (hints.hasHook ? [path] : []));
    const { names, files } = this.workers.ignored();
    return { entries, ignoredModules: [...names, ...files], hooks };
  }

  #found = {
    roots: new Map<string, Root>(),
    importers: new Map<string, string[]>(),
    reaching: new Map<string, Set<string>>(),
    everyone: new Set<string>(),
  };

  #foundFrom: { readonly files: readonly TellingFile[]; readonly version: number; readonly at: number } | undefined;

  /** The roots, and what they lead to. */
  find() {
    const now = performance.now();
    const files = this.look();
    const from = this.#foundFrom;
    // Manifests may have changed as well, which nobody tells.
    const isRecent = from !== undefined && now - from.at < MANIFESTS_INTERVAL;
    if (isRecent && from.files === files && from.version === this.modules.version) return this.#found;
    const found = this.#findRootsIn(files);
    this.#foundFrom = { files, version: this.modules.version, at: performance.now() };
    return found;
  }

  #findRootsIn(files: readonly TellingFile[]) {
    const roots = new Map<string, Root>();
    const named = this.workers.named();
    if (this.options.workflows === undefined) {
      for (const [path, option] of named.options) roots.set(path, { why: `a worker is given it as ${option}` });
    }
    const byPlace = new Map<string, Root>();
    for (const { path } of files) {
      const file = realPath(path);
      const reason = this.#rootReason(file);
      if (reason !== undefined) (reason.isByPlace ? byPlace : roots).set(file, { why: reason.why });
    }
    const versionOf = () => `${this.modules.version} ${[...roots.keys(), '', ...byPlace.keys()].join()}`;
    if (versionOf() === this.#rootsVersion) return this.#found;
    const get = (path: string) => this.modules.get(path);
    const strong = withExportedFiles(roots, get, (path) => `${show(path, this.options.root)} exports what is in it`);
    const reached = this.#reach(strong);
    // What a CommonJS module exports of another one is not looked for.
    const isRequired = (file: string) =>
      reached.importers.get(file)?.some((each) => strong.has(each) && !get(each).outline.isEsModule) === true;
    const all = new Map(strong);
    const packages = new Set([...strong.keys()].map((file) => manifestOf(file).path));
    for (const [file, root] of byPlace)
      if (!all.has(file) && (!this.#isContradicted(file, strong, packages) || isRequired(file))) all.set(file, root);
    this.#found = { roots: all, ...(all.size === strong.size ? reached : this.#reach(all)) };
    // Reading what they import may have brought further modules.
    this.#rootsVersion = versionOf();
    return this.#found;
  }

  // Files of the project only: a package imports none of them.
  #reach(roots: ReadonlyMap<string, Root>) {
    const importers = new Map<string, string[]>();
    const reaching = new Map<string, Set<string>>();
    for (const start of roots.keys()) {
      const seen = new Set([start]);
      for (const path of seen) {
        const { outline, targets } = this.modules.get(path);
        outline.imports.forEach((each, index) => {
          const target = targets[index];
          if (each.isElided || target?.kind !== 'module' || target.path.includes('node_modules')) return;
          if (path !== start || !roots.has(target.path)) addTo(importers, target.path, path);
          if (!reaching.has(target.path)) reaching.set(target.path, new Set());
          reaching.get(target.path)?.add(start);
          seen.add(target.path);
        });
      }
    }
    return { importers, reaching, everyone: new Set([...roots.keys(), ...reaching.keys()]) };
  }
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** A file's path in its package: how the folders above that are called tells nothing. */
function placeOf(file: string): string {
  const { path } = manifestOf(file);
  return (path === undefined ? file : relative(dirname(path), file)).replaceAll('\\', '/');
}
