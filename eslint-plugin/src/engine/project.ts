import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dependsOnHandrail, manifestOf } from '../manifest.js';
import { Analyses, type Asked } from './analyses.js';
import { bundleFindings } from './bundle-findings.js';
import { CodeCache } from './code-cache.js';
import { callsDirectly } from './direct-calls.js';
import { type Finding, findingsIn } from './findings.js';
import { type ImportedRole, importedRole } from './imported-roles.js';
import type { LoadedModule } from './interpret/loaded-module.js';
import { Modules, realPath } from './modules.js';
import type { SyntaxTree } from './parse.js';
import { ProjectFiles, type TellingFile } from './project-files.js';
import { Resolver } from './resolve.js';
import { mayTellOfWorkflows } from './roots.js';
import { Snapshot } from './snapshot.js';
import type { Trust } from './trust.js';
import { WorkerModules } from './worker-modules.js';
import { type WorkflowFile, WorkflowFiles } from './workflow-files.js';

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

/** What is known about one file. */
export interface FileReport {
  readonly workflow: WorkflowFile | undefined;
  readonly findings: readonly Finding[];
  /** Why nothing could be found out. */
  readonly problem?: string | undefined;
}

interface Look {
  readonly isRoot: boolean;
  readonly asked: Asked;
  /** Of the file, where it is one root. */
  readonly signature?: string;
}

// Between two looks at the disk: a file of the project may change while it is linted, an installed package hardly.
const FILES_INTERVAL = 1000;
const PROJECT_INTERVAL = 250;
const PACKAGES_INTERVAL = 5000;
// A look at a large project takes its time; by far the most of the time is for other work.
const MOST_OFTEN = 20;

/** The whole graph of a project's workflow code. One object answers for all files, and sees what changes on disk. */
export class Project {
  readonly #files: ProjectFiles;
  readonly #modules: Modules;
  readonly #snapshot: Snapshot;
  readonly #workflows: WorkflowFiles;
  readonly #analyses: Analyses;

  constructor(readonly options: ProjectOptions) {
    this.#files = new ProjectFiles(options.root);
    const look = () => this.#files.look(performance.now(), FILES_INTERVAL);
    const [folder, salt] = [cacheFolder(options), parserVersion()];
    this.#snapshot = new Snapshot(folder, options.root, salt);
    const resolver: Resolver = new Resolver(() => workers.ignored());
    const workers = new WorkerModules(options.root, look, (file, request) => resolver.resolveModule(file, request));
    this.#modules = new Modules(resolver, new CodeCache(folder, salt), this.#snapshot);
    this.#workflows = new WorkflowFiles(options, this.#modules, workers, look);
    this.#analyses = new Analyses(options, this.#modules, this.#workflows);
  }

  /** Whether a file is workflow code, and why. */
  workflowFile(path: string, text?: string): WorkflowFile | undefined {
    return this.#isUnrelated(path, text) ? undefined : this.#workflows.workflowFile(this.#show(path, text));
  }

  // Most files of a project have nothing to do with workflows, and need not be looked into to know that.
  #isUnrelated(path: string, text: string | undefined): boolean {
    if (text === undefined || this.options.workflows !== undefined || mayTellOfWorkflows(path, text)) return false;
    const file = realPath(path);
    if (this.#modules.has(file)) return false;
    this.#refreshAll(performance.now());
    const { roots, reaching } = this.#workflows.find();
    return !roots.has(file) && !reaching.has(file);
  }

  /**
   * What is wrong with a file, as far as workflows reach it.
   *
   * @param text what an editor shows, which need not be on disk
   * @param tree gives the syntax tree of that text, where it has been parsed already
   * @param asked what is to be found for sure; what is of no interest may be told as well
   */
  check(path: string, text?: string, tree?: () => SyntaxTree | undefined, asked: Asked = 'all'): FileReport {
    if (this.#isUnrelated(path, text)) return { workflow: undefined, findings: [] };
    const file = this.#show(path, text, tree);
    const workflow = this.#workflows.workflowFile(file);
    const module = this.#modules.get(file);
    if (workflow === undefined || module.problem !== undefined)
      return { workflow, findings: [], problem: module.problem };
    const { isRoot } = workflow;
    const from = isRoot ? [file] : this.#workflows.rootsLeadingTo(file);
    // What is trusted has to be met to be known as needed.
    if (this.#analyses.trust.entries.length > 0)
      return { workflow, findings: this.#look(file, from, { isRoot, asked }) };
    const signature = this.#analyses.signatureOf(from, isRoot);
    const name = asked === 'hazards' ? file : `${file} ${asked}`;
    const known = this.#snapshot.report(name, signature);
    if (known !== undefined) return { workflow, findings: known };
    const findings = this.#look(file, from, { isRoot, asked, signature });
    this.#snapshot.keepReport(name, signature, findings);
    return { workflow, findings };
  }

  #look(file: string, from: readonly string[], { isRoot, asked, signature }: Look): Finding[] {
    const { root } = this.options;
    const get = (each: string) => this.#modules.get(each);
    const isTrusted = (each: LoadedModule) => this.#analyses.trust.isTrusted(each, undefined);
    const analyses = from.map((each) => this.#analyses.of(each, asked, each === file ? signature : undefined));
    const calls = findingsIn(analyses.flatMap(({ found }) => found.get(file) ?? []));
    const { loadable } = this.#analyses.packagesOf(file);
    const loads = bundleFindings(file, from.map(get), { root, isRoot, get, isTrusted, loadable });
    // What cannot be bundled is never loaded.
    const unbundled = new Set(loads.filter(({ kind }) => kind === 'unbundlable-import').map(({ span }) => span[0]));
    return [
      ...loads,
      ...calls.filter(({ from: who, span }) => !(who.startsWith('Loading ') && unbundled.has(span[0]))),
    ];
  }

  /**
   * What a file imports under a name is to the SDK, or a member of that. Of a file that has not been looked at nothing is known.
   */
  roleOf(path: string, request: string, names: readonly string[]): ImportedRole | undefined {
    const file = realPath(path);
    if (!this.#modules.has(file)) return undefined;
    return importedRole(this.#modules.get(file), request, names, (each) => this.#modules.get(each));
  }

  /**
   * Whether workflow code of another file calls an exported function itself: it is a helper then, whatever it is named.
   *
   * @param use of what could be no workflow's, `any` use of its module is enough
   */
  isCalledElsewhere(path: string, name: string, use: 'call' | 'any' = 'call'): boolean {
    const file = realPath(path);
    const get = (each: string) => this.#modules.get(each);
    return [...this.#workflows.find().everyone].some(
      (each) => each !== file && callsDirectly(get(each), { path: file, name }, get, use),
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
    return new Map([...this.#workflows.find().roots].map(([path, { why }]) => [path, why]));
  }

  /** What the SDK's bundler can be asked about: files for `workflowsPath` that together lead to all workflows. */
  bundles(): { readonly entries: string[]; readonly ignoredModules: string[]; readonly hooks: string[] } {
    return this.#workflows.bundles();
  }

  /** Entries of the trust list that were of no use when every workflow was looked at. */
  unusedTrust(): Trust[] {
    for (const root of this.roots().keys()) this.check(root);
    return this.#analyses.trust.unused;
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
