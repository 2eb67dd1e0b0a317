import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { bundleFindings } from './bundle-findings.js';
import { CodeCache } from './code-cache.js';
import { callsDirectly } from './direct-calls.js';
import { type Finding, findAll, findingsIn, type FoundInFile, show, startsOf } from './findings.js';
import type { Hazard } from './hazard.js';
import { isWorkflowExport, type Root, withExportedFiles } from './exported-workflows.js';
import { matchesGlob } from './glob.js';
import { enterModule } from './interpret/entries.js';
import { Interpreter, type Shared } from './interpret/interpreter.js';
import type { LoadedModule } from './interpret/loaded-module.js';
import { SharedHelpers } from './interpret/shared-helpers.js';
import { Modules, realPath } from './modules.js';
import type { SyntaxTree } from './parse.js';
import { Patches } from './patches.js';
import { ProjectFiles, type TellingFile } from './project-files.js';
import { type IgnoredModules, Resolver } from './resolve.js';
import { dependsOnHandrail, holdsWorkflows, manifestOf } from '../manifest.js';
import { mayTellOfWorkflows, roleOf, type RootReason, workflowReason } from './roots.js';
import { Signatures } from './signatures.js';
import { Snapshot } from './snapshot.js';
import { type Trust, TrustList } from './trust.js';

/** What a project says about itself. */
export interface ProjectOptions {
  /** The folder in which workflows are looked for. */
  readonly root: string;
  /** Globs of the files whose exports are workflows; without them they are found. */
  readonly workflows?: readonly string[] | undefined;
  readonly trust?: readonly Trust[] | undefined;
  /** Where parsed modules are kept for the next process; `false` for nowhere. Default: `node_modules/.cache/handrail` */
  readonly cache?: string | false | undefined;
}

/** What a file is to the workflows of its project. */
export interface WorkflowFile {
  /** Its exports are workflows. Other workflow code is only imported. */
  readonly isRoot: boolean;
  readonly why: string;
  /** Which exports of a root are workflows: undefined for all, `*` for all but the default export. */
  readonly exports?: ReadonlySet<string> | undefined;
}

/** What is known about one file. */
export interface FileReport {
  readonly workflow: WorkflowFile | undefined;
  readonly findings: readonly Finding[];
  /** Why nothing could be found out. */
  readonly problem?: string | undefined;
}

/** What workers name, with the option that names it, and the packages of their workflows. */
interface NamedModules {
  readonly of: readonly TellingFile[];
  readonly options: ReadonlyMap<string, string>;
  readonly packages: ReadonlySet<string | undefined>;
}

// Between two looks at the disk: a file of the project may change while it is linted, an installed package hardly.
const FILES_INTERVAL = 1000;
const PROJECT_INTERVAL = 250;
const PACKAGES_INTERVAL = 5000;
// A look at a large project takes its time; by far the most of the time is for other work.
const MOST_OFTEN = 20;
// Of the workflows that lead to a helper, this many are followed.
const MOST_ROOTS = 40;

// Loaded packages make the next workflow faster; beyond this they cost more memory than that is worth.
const MOST_FRAMES_KEPT = 20_000;
const MOST_PACKAGES_KEPT = 4;

/** What is known of packages, as long as none of their modules changes. */
interface LoadedPackages {
  readonly version: number;
  readonly interpreter: Interpreter;
  readonly helpers: SharedHelpers;
  /** Modules of packages that can be bundled and loaded, with everything that they import. */
  readonly loadable: Set<LoadedModule>;
}

/** What one workflow's file was found to reach. */
interface Analysis {
  readonly version: number;
  /** Of all that it was worked out from. */
  readonly signature: string;
  readonly found: ReadonlyMap<string, FoundInFile>;
}

/** The whole graph of a project's workflow code. One object answers for all files, and sees what changes on disk. */
export class Project {
  readonly #files: ProjectFiles;
  readonly #modules: Modules;
  readonly #snapshot: Snapshot;
  readonly #signatures: Signatures;
  #trust: TrustList;
  /** By what changes packages when it is loaded; mostly nothing does. */
  readonly #packages = new Map<string, LoadedPackages>();
  #version = -1;
  readonly #analyses = new Map<string, Analysis>();
  #rootsVersion = '';

  constructor(readonly options: ProjectOptions) {
    this.#files = new ProjectFiles(options.root);
    const [folder, salt] = [cacheFolder(options), parserVersion()];
    this.#snapshot = new Snapshot(folder, options.root, salt);
    this.#signatures = new Signatures(options.root, (path) => this.#modules.get(path));
    const resolver = new Resolver(() => this.#ignored());
    this.#modules = new Modules(resolver, new CodeCache(folder, salt), this.#snapshot);
    this.#trust = new TrustList(options.trust ?? [], options.root);
  }

  /** Whether a file is workflow code, and why. */
  workflowFile(path: string, text?: string): WorkflowFile | undefined {
    return this.#isUnrelated(path, text) ? undefined : this.#workflowFile(this.#show(path, text));
  }

  // Most files of a project have nothing to do with workflows, and need not be looked into to know that.
  #isUnrelated(path: string, text: string | undefined): boolean {
    if (text === undefined || this.options.workflows !== undefined || mayTellOfWorkflows(path, text)) return false;
    const file = realPath(path);
    if (this.#modules.has(file)) return false;
    this.#refreshAll(performance.now());
    const { roots, reaching } = this.#findRoots();
    return !roots.has(file) && !reaching.has(file);
  }

  #workflowFile(file: string): WorkflowFile | undefined {
    const own = this.#rootReason(file);
    if (own?.isByPlace === false) return { isRoot: true, why: own.why };
    const role = roleOf(placeOf(file), this.#modules.get(file));
    if (own === undefined && role !== 'other' && role !== 'workflow') return undefined;
    const { roots, importers } = this.#findRoots();
    // A text that nobody has saved yet is in no list, and nothing can lead to it.
    const reason = roots.get(file) ?? (existsSync(file) || own === undefined ? undefined : { why: own.why });
    if (reason !== undefined) return { isRoot: true, ...reason };
    const importer = importers.get(file)?.[0];
    return importer === undefined
      ? undefined
      : { isRoot: false, why: `${show(importer, this.options.root)} imports it` };
  }

  // Of a root that tells so itself all exports are, whatever the rest of the project is: that need not be read to know it.
  #workflowsOf(file: string): ReadonlySet<string> | undefined {
    return this.#rootReason(file)?.isByPlace === false ? undefined : this.#findRoots().roots.get(file)?.exports;
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
    const [place, module] = [placeOf(file), this.#modules.get(file)];
    let known = this.#reasons.get(module);
    if (known?.place !== place) this.#reasons.set(module, (known = { place, reason: workflowReason(place, module) }));
    return known.reason;
  }

  readonly #reasons = new WeakMap<LoadedModule, { readonly place: string; readonly reason: RootReason | undefined }>();

  // Where a worker of the package names its workflows, a file that they do not lead to is in no bundle; and folders are named
  // workflows in packages that have nothing to do with Temporal, or that only start workflows, which are elsewhere.
  #isContradicted(file: string, strong: ReadonlyMap<string, Root>, packages: ReadonlySet<string | undefined>): boolean {
    const manifest = manifestOf(file);
    if (this.#namedModules().packages.has(manifest.path)) return true;
    const { targets } = this.#modules.get(file);
    const usesWorkflows = () => targets.some((target) => target.kind === 'module' && strong.has(target.path));
    const isElsewhere = strong.size > 0 && !packages.has(manifest.path) && !holdsWorkflows(manifest);
    if (isElsewhere && !usesWorkflows()) return true;
    if (manifest.dependencies.size === 0) return false;
    const all = [...manifest.dependencies, ...manifestOf(join(this.options.root, 'package.json')).dependencies];
    return !all.some((name) => /^@(?:temporalio|handrail)\//.test(name));
  }

  /**
   * What is wrong with a file, as far as workflows reach it.
   *
   * @param text what an editor shows, which need not be on disk
   * @param tree gives the syntax tree of that text, where it has been parsed already
   */
  check(path: string, text?: string, tree?: () => SyntaxTree | undefined): FileReport {
    if (this.#isUnrelated(path, text)) return { workflow: undefined, findings: [] };
    const file = this.#show(path, text, tree);
    const workflow = this.#workflowFile(file);
    const module = this.#modules.get(file);
    if (workflow === undefined || module.problem !== undefined)
      return { workflow, findings: [], problem: module.problem };
    const { isRoot } = workflow;
    const from = isRoot ? [file] : this.#rootsLeadingTo(file);
    // What is trusted has to be met to be known as needed.
    if (this.#trust.entries.length > 0) return { workflow, findings: this.#look(file, from, isRoot) };
    const signature = this.#signatureOf(from, isRoot);
    const known = this.#snapshot.report(file, signature);
    if (known !== undefined) return { workflow, findings: known };
    const findings = this.#look(file, from, isRoot, signature);
    this.#snapshot.keepReport(file, signature, findings);
    return { workflow, findings };
  }

  #look(file: string, from: readonly string[], isRoot: boolean, signature?: string): Finding[] {
    const { root } = this.options;
    const get = (each: string) => this.#modules.get(each);
    const isTrusted = (each: LoadedModule) => this.#trust.isTrusted(each, undefined);
    const analyses = from.map((each) => this.#analyse(each, each === file ? signature : undefined));
    const calls = findingsIn(analyses.flatMap(({ found }) => found.get(file) ?? []));
    const { loadable } = this.#loadedPackages(file);
    const loads = bundleFindings(file, from.map(get), { root, isRoot, get, isTrusted, loadable });
    // What cannot be bundled is never loaded.
    const unbundled = new Set(loads.filter(({ kind }) => kind === 'unbundlable-import').map(({ span }) => span[0]));
    return [
      ...loads,
      ...calls.filter(({ from: who, span }) => !(who.startsWith('Loading ') && unbundled.has(span[0]))),
    ];
  }

  // Each workflow is interpreted alone, so that what is found does not depend on which others were looked at before.
  #analyse(path: string, given?: string): Analysis {
    const { version } = this.#modules;
    if (this.#version !== version) {
      this.#version = version;
      this.#modules.cache.keepOnly(this.#modules.hashes);
      for (const { helpers } of this.#packages.values()) helpers.refresh();
      // What is trusted has to be met to be known as needed.
      if (this.#trust.entries.length > 0) {
        this.#trust = new TrustList(this.options.trust ?? [], this.options.root);
        this.#packages.clear();
        this.#analyses.clear();
      }
    }
    const known = this.#analyses.get(path);
    if (known?.version === version) return known;
    const signature = given ?? this.#signatureOf([path], true);
    const found = known?.signature === signature ? known.found : this.#interpret(path);
    const analysis = { version, signature, found };
    this.#analyses.set(path, analysis);
    return analysis;
  }

  #interpret(path: string): ReadonlyMap<string, FoundInFile> {
    // What is trusted has to be met to be known as needed.
    if (this.#trust.entries.length === 0 && !this.#hasHints(path)) return new Map<string, FoundInFile>();
    const { interpreter: packages, helpers } = this.#loadedPackages(path);
    const shared = helpers.hasGlobals(path) ? undefined : this.#interpretWith(path, { packages, helpers });
    return shared ?? this.#interpretWith(path, { packages }) ?? new Map<string, FoundInFile>();
  }

  /** Whether anything that a workflow's module leads to may be a hazard. */
  #hasHints(start: string): boolean {
    const paths = new Set([start]);
    for (const path of paths) {
      const { outline, targets } = this.#modules.get(path);
      if (outline.hasHints) return true;
      for (const target of targets) {
        // These are judged by their names.
        if (target.kind === 'package' || target.kind === 'replaced') return true;
        if (target.kind === 'module') paths.add(target.path);
      }
    }
    return false;
  }

  /** @returns undefined where it changes what is shared */
  #interpretWith(path: string, shared: Shared): ReadonlyMap<string, FoundInFile> | undefined {
    const interpreter = new Interpreter(this.#host, shared, 'workflow');
    const frame = interpreter.loadItself(path);
    const exports = this.#workflowsOf(path);
    const entries = enterModule(interpreter, frame, {
      isWorkflow: (name) => isWorkflowExport({ exports }, name),
      isRoot: (each) => each !== path && this.#findRoots().roots.has(each),
    });
    if (interpreter.isSpoiled) return undefined;
    const starts = startsOf(frame.module, frame, entries, this.options.root);
    // A use may have been seen before the module that provides the global.
    const isWaived = (each: LoadedModule, { name }: Hazard) =>
      interpreter.definedGlobals.has(name.replace(/\..*$/, '')) || this.#trust.isTrusted(each, undefined);
    return findAll(path, starts, { root: this.options.root, harmless: interpreter, isWaived });
  }

  #loadedPackages(path: string): LoadedPackages {
    const { packagesVersion: version } = this.#modules;
    const key = this.#patches.keyOf(path, version);
    let packages = this.#packages.get(key);
    if (packages?.version !== version || packages.interpreter.size > MOST_FRAMES_KEPT) {
      const interpreter = new Interpreter(this.#host, {}, 'packages');
      const helpers = new SharedHelpers(this.#host, interpreter);
      packages = { version, interpreter, helpers, loadable: new Set() };
      this.#packages.delete(key);
      const [oldest] = this.#packages.keys();
      if (oldest !== undefined && this.#packages.size >= MOST_PACKAGES_KEPT) this.#packages.delete(oldest);
      this.#packages.set(key, packages);
    }
    return packages;
  }

  readonly #patches = new Patches((path) => this.#modules.get(path));

  readonly #host = {
    module: (path: string) => this.#modules.get(path),
    isTrusted: (module: LoadedModule, name: string) => this.#trust.isTrusted(module, name),
  };

  // Everything that findings are worked out from: which modules there are, their texts, and where their imports lead.
  #signatureOf(from: readonly string[], isRoot: boolean): string {
    const exported = from.map((path) => [...(this.#workflowsOf(path) ?? [])].sort().join());
    const beside = `${isRoot} ${JSON.stringify(this.options.workflows)} ${exported.join(' ')}`;
    return this.#signatures.of(from, beside, this.#modules.packagesVersion);
  }

  /** Whether workflow code of another file calls an exported function itself: it is a helper then, whatever it is named. */
  isCalledElsewhere(path: string, name: string): boolean {
    const file = realPath(path);
    const get = (each: string) => this.#modules.get(each);
    return [...this.#findRoots().everyone].some(
      (each) => each !== file && callsDirectly(get(each), { path: file, name }, get),
    );
  }

  /** Whether the project, or a package in it with workflows or a worker, depends on Handrail. */
  get usesHandrail(): boolean {
    const files = this.#files.look(performance.now(), FILES_INTERVAL);
    if (this.#handrail.of !== files) {
      const folders = new Set([this.options.root, ...files.map(({ path }) => dirname(path))]);
      const isUsed = [...folders].some((folder) => dependsOnHandrail(manifestOf(join(folder, 'package.json'))));
      this.#handrail = { of: files, isUsed };
    }
    return this.#handrail.isUsed;
  }

  #handrail: { readonly of: readonly TellingFile[]; readonly isUsed: boolean } = { of: [], isUsed: false };

  /** The files that are workflows, with the reason. */
  roots(): ReadonlyMap<string, string> {
    return new Map([...this.#findRoots().roots].map(([path, { why }]) => [path, why]));
  }

  /** What the SDK's bundler can be asked about: files for `workflowsPath` that together lead to all workflows. */
  bundles(): { readonly entries: string[]; readonly ignoredModules: string[]; readonly hooks: string[] } {
    const { roots, reaching } = this.#findRoots();
    const named = [...this.#namedModules().options];
    const entries = named.flatMap(([path, option]) => (option === 'workflowsPath' ? [path] : []));
    const isReached = (path: string, from: Iterable<string>) =>
      [...from].some((each) => each !== path && reaching.get(path)?.has(each));
    // One that another leads to is in that one's bundle; of a cycle the first will do.
    const isFirst = (path: string) => !isReached(path, roots.keys());
    for (const path of [...[...roots.keys()].filter(isFirst), ...roots.keys()]) {
      if (!entries.includes(path) && !isReached(path, entries)) entries.push(path);
    }
    const hooks = this.#files
      .look(performance.now(), FILES_INTERVAL)
      .flatMap(({ path, hints }) => (hints.hasHook ? [path] : []));
    const { names, files } = this.#ignored();
    return { entries, ignoredModules: [...names, ...files], hooks };
  }

  /** Entries of the trust list that were of no use when every workflow was looked at. */
  unusedTrust(): Trust[] {
    for (const root of this.roots().keys()) this.check(root);
    return this.#trust.unused;
  }

  /** Writes what is kept for the next process; the end of this one does that by itself. */
  save(): void {
    this.#modules.cache.save();
    this.#snapshot.save();
  }

  /** How many texts are held in memory. */
  get keptTexts(): number {
    return this.#modules.cache.size;
  }

  #show(path: string, text: string | undefined, tree?: () => SyntaxTree | undefined): string {
    const now = performance.now();
    const file = realPath(path);
    if (text !== undefined) this.#modules.show({ path: file, text, tree });
    // What the file itself depends on is never older than this moment.
    this.#modules.refresh(this.#ownFilesBelow(file), now, 0);
    this.#refreshAll(now);
    return file;
  }

  #ownSeenAt = -Infinity;
  #ownTook = 0;
  #installedSeenAt = -Infinity;

  #refreshAll(now: number): void {
    if (now - this.#ownSeenAt < Math.max(PROJECT_INTERVAL, MOST_OFTEN * this.#ownTook)) return;
    const isInstalledDue = now - this.#installedSeenAt >= PACKAGES_INTERVAL;
    if (isInstalledDue) this.#installedSeenAt = now;
    const due = [...this.#modules.loadedPaths].filter((path) => isInstalledDue || !path.includes('node_modules'));
    this.#modules.refresh(due, now, PROJECT_INTERVAL);
    this.#ownSeenAt = performance.now();
    this.#ownTook = this.#ownSeenAt - now;
  }

  #ownFilesBelow(file: string): Set<string> {
    const found = new Set([file]);
    for (const path of found) {
      for (const target of this.#modules.get(path).targets) {
        if (target.kind === 'module' && !target.path.includes('node_modules')) found.add(target.path);
      }
    }
    return found;
  }

  #rootsLeadingTo(file: string): string[] {
    return [...(this.#findRoots().reaching.get(file) ?? [])].slice(0, MOST_ROOTS);
  }

  #namedModules(): NamedModules {
    const files = this.#files.look(performance.now(), FILES_INTERVAL);
    if (this.#named.of === files) return this.#named;
    const options = new Map<string, string>();
    const packages = new Set<string | undefined>();
    const isOpen = files.some(({ hints }) => hints.isOpen);
    for (const { path, hints } of files) {
      const meant = isOpen ? hints.meant.map((request) => ({ option: 'workflowsPath', request })) : [];
      for (const { option, request } of [...hints.modules, ...meant]) {
        const file = this.#fileOf(path, request);
        if (file === undefined) continue;
        if (!options.has(file)) options.set(file, option);
        if (option === 'workflowsPath' && !hints.isTest) packages.add(manifestOf(file).path);
      }
    }
    return (this.#named = { of: files, options, packages });
  }

  #ignored(): IgnoredModules {
    const files = this.#files.look(performance.now(), FILES_INTERVAL);
    if (this.#left.of === files) return this.#left;
    const ignored = files.flatMap(({ path, hints }) =>
      hints.ignoredFiles.flatMap((request) => {
        const file = this.#fileOf(path, request, true);
        // A test speaks for the workflows that are tested with it only.
        return file === undefined || (hints.isTest && !file.startsWith(join(dirname(path), '/'))) ? [] : file;
      }),
    );
    const isSupposed = files.some(({ hints }) => hints.supposedModules.length > 0);
    const imported = new Set(isSupposed ? files.flatMap((each) => this.#importedBy(each)) : []);
    const names = new Set(
      files.flatMap(({ path, hints }) => [
        ...hints.ignoredModules,
        ...(imported.has(realPath(path)) ? hints.supposedModules : []),
      ]),
    );
    this.#left = { of: files, names, files: new Set(ignored) };
    return this.#left;
  }

  #importedBy({ path, hints }: TellingFile): string[] {
    return hints.imports.flatMap((request) => {
      const file = this.#modules.resolver.resolveModule(path, request);
      return file === undefined ? [] : realPath(file);
    });
  }

  #left: IgnoredModules & { readonly of: readonly TellingFile[] } = { of: [], names: new Set(), files: new Set() };

  #named: NamedModules = { of: [], options: new Map(), packages: new Set() };

  #fileOf(worker: string, request: string, isInstalledToo = false): string | undefined {
    const found = fileOf(worker, request, this.options.root);
    if (found !== undefined || request.startsWith('.')) return found;
    const target = this.#modules.resolver.resolveModule(worker, request);
    return target?.includes('node_modules') && !isInstalledToo ? undefined : target;
  }

  #found = {
    roots: new Map<string, Root>(),
    importers: new Map<string, string[]>(),
    reaching: new Map<string, Set<string>>(),
    everyone: new Set<string>(),
  };

  #foundFrom: { readonly files: readonly TellingFile[]; readonly version: number; readonly at: number } | undefined;

  #findRoots() {
    const now = performance.now();
    const files = this.#files.look(now, FILES_INTERVAL);
    const from = this.#foundFrom;
    // Manifests may have changed as well, which nobody tells.
    const isRecent = from !== undefined && now - from.at < FILES_INTERVAL;
    if (isRecent && from.files === files && from.version === this.#modules.version) return this.#found;
    const found = this.#findRootsIn(files);
    this.#foundFrom = { files, version: this.#modules.version, at: performance.now() };
    return found;
  }

  #findRootsIn(files: readonly TellingFile[]) {
    const roots = new Map<string, Root>();
    const named = this.#namedModules();
    if (this.options.workflows === undefined) {
      for (const [path, option] of named.options) roots.set(path, { why: `a worker is given it as ${option}` });
    }
    const byPlace = new Map<string, Root>();
    for (const { path } of files) {
      const file = realPath(path);
      const reason = this.#rootReason(file);
      if (reason !== undefined) (reason.isByPlace ? byPlace : roots).set(file, { why: reason.why });
    }
    const versionOf = () => `${this.#modules.version} ${[...roots.keys(), '', ...byPlace.keys()].join()}`;
    if (versionOf() === this.#rootsVersion) return this.#found;
    const get = (path: string) => this.#modules.get(path);
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
        const { outline, targets } = this.#modules.get(path);
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

// `require.resolve('./workflows')`, `path.join(__dirname, 'workflows')`, a URL: the literal in it, beside the worker's file.
function fileOf(worker: string, request: string, root: string): string | undefined {
  const bases = [resolve(dirname(worker), request), resolve(root, request)].map((base) =>
    base.replace(/\.(?:js|ts)$/, ''),
  );
  const candidates = bases.flatMap((base) =>
    ['.ts', '.js', '/index.ts', '/index.js'].map((ending) => `${base}${ending}`),
  );
  const found = candidates.find((candidate) => existsSync(candidate));
  return found === undefined ? undefined : realPath(found);
}

/** A file's path in its package: how the folders above that are called tells nothing. */
function placeOf(file: string): string {
  const { path } = manifestOf(file);
  return (path === undefined ? file : relative(dirname(path), file)).replaceAll('\\', '/');
}

function cacheFolder({ root, cache }: ProjectOptions): string | undefined {
  if (cache === false) return undefined;
  if (cache !== undefined) return cache;
  const modules = join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'handrail', 'modules') : undefined;
}

function parserVersion(): string {
  return (createRequire(import.meta.url)('oxc-parser/package.json') as { readonly version: string }).version;
}
