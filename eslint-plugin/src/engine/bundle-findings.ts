import type { Finding } from './findings.js';
import { show } from './findings.js';
import type { HazardKind } from './hazard.js';
import type { LoadedModule } from './interpret/loaded-module.js';
import type { Import, Span } from './module-code.js';

interface Visit {
  readonly module: LoadedModule;
  readonly previous: Visit | undefined;
  /** The import of the previous module that leads here. */
  readonly through: Import | undefined;
}

export interface BundleOptions {
  readonly root: string;
  readonly isRoot: boolean;
  readonly get: (path: string) => LoadedModule;
  readonly isTrusted: (module: LoadedModule) => boolean;
  /** Modules of packages of which it is known that nothing keeps them from being bundled; more are added. */
  readonly loadable: Set<LoadedModule>;
}

/** What keeps a module, with everything that it imports, from being bundled or loaded: it does not matter what is called. */
export function bundleFindings(
  path: string,
  starts: readonly LoadedModule[],
  { root, isRoot, get, isTrusted, loadable }: BundleOptions,
): Finding[] {
  const visits = new Map<string, Visit>();
  const queue: Visit[] = starts.map((module) => ({ module, previous: undefined, through: undefined }));
  for (const visit of queue) if (!visits.has(visit.module.path)) visits.set(visit.module.path, visit);
  const findings = new Map<string, Finding>();
  for (const visit of queue) {
    if (visits.get(visit.module.path) !== visit) continue;
    const { obstacles, next } = outlineOf(visit.module);
    for (const obstacle of obstacles) addFinding(findings, path, visit, obstacle, { root, isRoot });
    for (const { target, through } of next) {
      if (visits.has(target)) continue;
      const module = get(target);
      if (isTrusted(module) || (module.packageName !== undefined && isLoadable(module, get, loadable))) continue;
      const following = { module, previous: visit, through };
      visits.set(target, following);
      queue.push(following);
    }
  }
  return [...findings.values()].sort((first, second) => first.span[0] - second.span[0]);
}

function isLoadable(module: LoadedModule, get: (path: string) => LoadedModule, loadable: Set<LoadedModule>): boolean {
  if (loadable.has(module)) return true;
  const seen = new Set([module]);
  for (const each of seen) {
    const { obstacles, next } = outlineOf(each);
    if (obstacles.length > 0) return false;
    for (const { target } of next) {
      const imported = get(target);
      if (!loadable.has(imported)) seen.add(imported);
    }
  }
  for (const each of seen) loadable.add(each);
  return true;
}

/** Something in a module that keeps the bundle from being built or loaded. */
interface Obstacle {
  readonly kind: HazardKind;
  readonly hazard: string;
  readonly span: Span;
  /** What stands at the end of the chain, beyond the module itself. */
  readonly end: readonly string[];
}

interface Outline {
  readonly obstacles: readonly Obstacle[];
  readonly next: readonly { readonly target: string; readonly through: Import }[];
}

// Asked for once by each workflow that leads to the module.
const outlines = new WeakMap<LoadedModule, Outline>();

function outlineOf(module: LoadedModule): Outline {
  let outline = outlines.get(module);
  if (outline === undefined) outlines.set(module, (outline = makeOutline(module)));
  return outline;
}

function makeOutline({ outline, targets }: LoadedModule): Outline {
  const awaits = outline.isEsModule ? outline.awaits : [];
  const obstacles: Obstacle[] = awaits.map((span) => ({ kind: 'top-level-await', hazard: 'await', span, end: [] }));
  const next: { target: string; through: Import }[] = [];
  outline.imports.forEach((through, index) => {
    if (through.isElided || through.isIgnored) return;
    const { request, span } = through;
    const target = targets[index];
    if (through.kind === 'dynamic' && !through.isEager) {
      obstacles.push({ kind: 'dynamic-import', hazard: request, span, end: request === '' ? [] : [request] });
    } else if (target?.kind === 'refused') {
      obstacles.push({ kind: 'unbundlable-import', hazard: target.name, span, end: [target.name] });
    } else if (target?.kind === 'module') next.push({ target: target.path, through });
    else if (target?.kind === 'package' && target.path !== undefined) next.push({ target: target.path, through });
  });
  return { obstacles, next };
}

function addFinding(
  findings: Map<string, Finding>,
  path: string,
  visit: Visit,
  { kind, hazard, span, end }: Obstacle,
  { root, isRoot }: Pick<BundleOptions, 'root' | 'isRoot'>,
): void {
  const place = placeIn(path, visit, span, isRoot);
  if (place === undefined) return;
  // Of what a package needs the first will do: it is the import of the package that has to go.
  const key = `${kind} ${place[0]} ${visit.module.packageName === undefined ? `${hazard} ${visit.module.path}:${span[0]}` : ''}`;
  if (findings.has(key)) return;
  findings.set(key, { kind, hazard, span: place, from: '', chain: [...chainOf(visit, root), ...end], may: false });
}

function placeIn(path: string, visit: Visit, span: Span, isRoot: boolean): Span | undefined {
  if (visit.module.path === path) return span;
  for (let at: Visit | undefined = visit; at?.previous !== undefined; at = at.previous) {
    if (!isRoot && at.module.packageName === undefined) return undefined;
    if (at.previous.module.path === path) return at.through?.span;
  }
  return undefined;
}

function chainOf(visit: Visit, root: string): string[] {
  const chain: string[] = [];
  for (let at: Visit | undefined = visit; at !== undefined; at = at.previous) {
    chain.unshift(at.module.packageName ?? show(at.module.path, root));
  }
  return chain.filter((each, index) => each !== chain[index - 1]);
}
