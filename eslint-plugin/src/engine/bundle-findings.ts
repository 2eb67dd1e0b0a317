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
}

/** What keeps a module, with everything that it imports, from being bundled or loaded: it does not matter what is called. */
export function bundleFindings(
  path: string,
  starts: readonly LoadedModule[],
  { root, isRoot, get, isTrusted }: BundleOptions,
): Finding[] {
  const visits = new Map<string, Visit>();
  const queue: Visit[] = starts.map((module) => ({ module, previous: undefined, through: undefined }));
  for (const visit of queue) if (!visits.has(visit.module.path)) visits.set(visit.module.path, visit);
  const findings = new Map<string, Finding>();
  for (const visit of queue) {
    if (visits.get(visit.module.path) !== visit) continue;
    const { code, targets } = visit.module;
    const add = (kind: HazardKind, hazard: string, span: Span, end: readonly string[]) => {
      const place = placeIn(path, visit, span, isRoot);
      if (place === undefined) return;
      const key = `${kind} ${hazard} ${visit.module.packageName ?? visit.module.path}${visit.module.packageName === undefined ? span[0] : ''}`;
      if (!findings.has(key))
        findings.set(key, {
          kind,
          hazard,
          span: place,
          from: '',
          chain: [...chainOf(visit, root), ...end],
          may: false,
        });
    };
    for (const span of code.isEsModule ? (code.functions[0]?.awaits ?? []) : [])
      add('top-level-await', 'await', span, []);
    code.imports.forEach((each, index) => {
      if (each.isElided || each.isIgnored) return;
      const target = targets[index];
      if (each.kind === 'dynamic' && !each.isEager) {
        add('dynamic-import', each.request, each.span, each.request === '' ? [] : [each.request]);
        return;
      }
      if (target?.kind === 'refused') add('unbundlable-import', target.name, each.span, [target.name]);
      if (target?.kind !== 'module' || visits.has(target.path)) return;
      const module = get(target.path);
      if (isTrusted(module)) return;
      const next = { module, previous: visit, through: each };
      visits.set(target.path, next);
      queue.push(next);
    });
  }
  return [...findings.values()].sort((a, b) => a.span[0] - b.span[0]);
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
