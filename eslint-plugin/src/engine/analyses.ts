import { isWorkflowExport } from './exported-workflows.js';
import { findAll, type FoundInFile, startsOf } from './findings.js';
import type { Hazard } from './hazard.js';
import { enterModule } from './interpret/entries.js';
import { Interpreter, type Shared } from './interpret/interpreter.js';
import type { LoadedModule } from './interpret/loaded-module.js';
import { SharedHelpers } from './interpret/shared-helpers.js';
import { leadsToHints } from './leads-to-hints.js';
import type { HintsByKind } from './module-code.js';
import type { Modules } from './modules.js';
import { Patches } from './patches.js';
import { Signatures } from './signatures.js';
import { type Trust, TrustList } from './trust.js';
import type { WorkflowFiles } from './workflow-files.js';

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

/** `hazards`: whatever is wrong in the sandbox. `all`: also what the sandbox replaces, such as `Date.now()`. */
export type Asked = keyof HintsByKind;

/** What one workflow's file was found to reach. */
interface Analysis {
  readonly version: number;
  /** Of all that it was worked out from. */
  readonly signature: string;
  readonly found: ReadonlyMap<string, FoundInFile>;
  /** What was asked, or `all` where nothing more would be found. */
  readonly asked: Asked;
}

const NOTHING: ReadonlyMap<string, FoundInFile> = new Map();

/** What workflows reach, each worked out once as long as nothing changes that it depends on. */
export class Analyses {
  #trust: TrustList;
  readonly #signatures: Signatures;
  /** By what changes packages when it is loaded; mostly nothing does. */
  readonly #packages = new Map<string, LoadedPackages>();
  #version = -1;
  readonly #analyses = new Map<string, Analysis>();

  constructor(
    readonly options: {
      readonly root: string;
      readonly workflows?: readonly string[] | undefined;
      readonly trust?: readonly Trust[] | undefined;
    },
    readonly modules: Modules,
    readonly files: WorkflowFiles,
  ) {
    this.#trust = new TrustList(options.trust ?? [], options.root);
    this.#signatures = new Signatures(options.root, (path) => modules.get(path));
  }

  get trust(): TrustList {
    return this.#trust;
  }

  /**
   * What a workflow leads to. Each is interpreted alone, so that it does not depend on which others were looked at before.
   *
   * @param asked what is to be found for sure; what is of no interest may be told as well
   * @param given its signature, where it is known
   */
  of(path: string, asked: Asked, given?: string): Analysis {
    const { version } = this.modules;
    if (this.#version !== version) {
      this.#version = version;
      this.modules.cache.keepOnly(this.modules.hashes);
      for (const { helpers } of this.#packages.values()) helpers.refresh();
      // What is trusted has to be met to be known as needed.
      if (this.#trust.entries.length > 0) {
        this.#trust = new TrustList(this.options.trust ?? [], this.options.root);
        this.#packages.clear();
        this.#analyses.clear();
      }
    }
    const known = this.#analyses.get(path);
    const isEnough = known !== undefined && (known.asked === 'all' || known.asked === asked);
    if (isEnough && known.version === version) return known;
    const signature = given ?? this.signatureOf([path], true);
    const isAsBefore = isEnough && known.signature === signature;
    const analysis = isAsBefore ? { ...known, version } : { version, signature, ...this.#analyse(path, asked) };
    this.#analyses.set(path, analysis);
    return analysis;
  }

  #analyse(path: string, asked: Asked): Pick<Analysis, 'asked' | 'found'> {
    // What is trusted has to be met to be known as needed.
    const mayFind = this.#trust.entries.length > 0 || leadsToHints(path, (each) => this.modules.get(each), asked);
    return mayFind ? { asked: 'all', found: this.#interpret(path) } : { asked, found: NOTHING };
  }

  #interpret(path: string): ReadonlyMap<string, FoundInFile> {
    const { interpreter: packages, helpers } = this.packagesOf(path);
    const shared = helpers.hasGlobals(path) ? undefined : this.#interpretWith(path, { packages, helpers });
    return shared ?? this.#interpretWith(path, { packages }) ?? NOTHING;
  }

  /** @returns undefined where it changes what is shared */
  #interpretWith(path: string, shared: Shared): ReadonlyMap<string, FoundInFile> | undefined {
    const interpreter = new Interpreter(this.#host, shared, 'workflow');
    const frame = interpreter.loadItself(path);
    const exports = this.files.workflowsOf(path);
    const entries = enterModule(interpreter, frame, {
      isWorkflow: (name) => isWorkflowExport({ exports }, name),
      isRoot: (each) => each !== path && this.files.find().roots.has(each),
    });
    if (interpreter.isSpoiled) return undefined;
    const starts = startsOf(frame.module, frame, entries, this.options.root);
    // A use may have been seen before the module that provides the global.
    const isWaived = (each: LoadedModule, { name }: Hazard) =>
      interpreter.definedGlobals.has(name.replace(/\..*$/, '')) || this.#trust.isTrusted(each, undefined);
    return findAll(path, starts, { root: this.options.root, harmless: interpreter, isWaived });
  }

  /** The packages that a workflow leads to. */
  packagesOf(path: string): LoadedPackages {
    const { packagesVersion: version } = this.modules;
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

  readonly #patches = new Patches((path) => this.modules.get(path));

  readonly #host = {
    module: (path: string) => this.modules.get(path),
    isTrusted: (module: LoadedModule, name: string) => this.#trust.isTrusted(module, name),
  };

  /** Stands for everything that findings are worked out from: which modules there are, their texts, and where their imports lead. */
  signatureOf(from: readonly string[], isRoot: boolean): string {
    const exported = from.map((path) => [...(this.files.workflowsOf(path) ?? [])].sort().join());
    const beside = `${isRoot} ${JSON.stringify(this.options.workflows)} ${exported.join(' ')}`;
    return this.#signatures.of(from, beside, this.modules.packagesVersion);
  }
}
