import { hash } from 'node:crypto';
import { show } from './findings.js';
import type { LoadedModule } from './interpret/loaded-module.js';

/** Texts that are the same where everything that modules lead to is the same. */
export class Signatures {
  readonly #digests = new WeakMap<LoadedModule, string>();
  /** Of a module of a package, with all that it leads to; undefined where that is not in packages only. */
  readonly #below = new Map<string, string | undefined>();
  #version = -1;

  constructor(
    readonly root: string,
    readonly get: (path: string) => LoadedModule,
  ) {}

  /**
   * Of modules with all that they lead to: their texts, and where their imports lead.
   *
   * @param beside what else matters
   * @param version of the packages; what was known of another one is forgotten
   */
  of(from: readonly string[], beside: string, version: number): string {
    if (version !== this.#version) this.#below.clear();
    this.#version = version;
    const parts = [beside];
    const seen = new Set(from);
    for (const path of seen) {
      const module = this.get(path);
      const below = module.packageName === undefined ? undefined : this.#allBelow(path);
      parts.push(below ?? this.#digestOf(module));
      if (below === undefined) addTargets(seen, module);
    }
    return hash('sha1', parts.join(), 'hex');
  }

  // Asked for by each workflow that leads to the package.
  #allBelow(path: string): string | undefined {
    if (!this.#below.has(path)) this.#below.set(path, this.#digestBelow(path));
    return this.#below.get(path);
  }

  #digestBelow(start: string): string | undefined {
    const parts: string[] = [];
    const seen = new Set([start]);
    for (const path of seen) {
      const module = this.get(path);
      if (module.packageName === undefined) return undefined;
      parts.push(this.#digestOf(module));
      addTargets(seen, module);
    }
    return hash('sha1', parts.join(), 'base64');
  }

  #digestOf(module: LoadedModule): string {
    let digest = this.#digests.get(module);
    if (digest === undefined) {
      digest = hash(
        'sha1',
        `${show(module.path, this.root)}\0${module.hash}\0${JSON.stringify(module.targets)}`,
        'base64',
      );
      this.#digests.set(module, digest);
    }
    return digest;
  }
}

function addTargets(paths: Set<string>, { targets }: LoadedModule): void {
  for (const target of targets)
    if ((target.kind === 'module' || target.kind === 'package') && target.path !== undefined) paths.add(target.path);
}
