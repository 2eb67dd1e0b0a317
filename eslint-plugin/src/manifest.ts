import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the rules need of the `package.json` that a file belongs to. */
export interface Manifest {
  readonly path: string | undefined;
  /** The names that it depends on, for whatever purpose. */
  readonly dependencies: ReadonlySet<string>;
}

const NONE: Manifest = { path: undefined, dependencies: new Set() };
const FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

interface Known {
  /** Where there is no such file, undefined. */
  readonly changed: number | undefined;
  readonly manifest: Manifest | undefined;
  lookedAt: number;
}

const memory = new Map<string, Known>();
/** By the folder of a file, with the oldest of the looks that it was found with. */
const nearest = new Map<string, { readonly manifest: Manifest; readonly lookedAt: number }>();
// Many questions come at once, and manifests change seldom.
const INTERVAL = 100;

/** Whether a package depends on Handrail for more than its lint rules. */
export function dependsOnHandrail({ dependencies }: Manifest): boolean {
  return [...dependencies].some((name) => name.startsWith('@handrail/') && name !== '@handrail/eslint-plugin');
}

/** Whether a package is likely to hold workflows: it makes workers, or knows the workflow API and does not start workflows. */
export function holdsWorkflows({ dependencies }: Manifest): boolean {
  const has = (part: string) => dependencies.has(`@temporalio/${part}`) || dependencies.has(`@handrail/${part}`);
  return has('worker') || (has('workflow') && !has('client'));
}

/** The manifest of the package that a file lies in: the nearest one above it that has a name or dependencies. */
export function manifestOf(filename: string): Manifest {
  const start = dirname(filename);
  const known = nearest.get(start);
  if (known !== undefined && performance.now() - known.lookedAt < INTERVAL) return known.manifest;
  let lookedAt = Infinity;
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    const manifest = readManifest(path) ?? (dirname(folder) === folder ? NONE : undefined);
    lookedAt = Math.min(lookedAt, memory.get(path)?.lookedAt ?? -Infinity);
    if (manifest === undefined) continue;
    nearest.set(start, { manifest, lookedAt });
    return manifest;
  }
}

function readManifest(path: string): Manifest | undefined {
  const now = performance.now();
  const known = memory.get(path);
  if (known !== undefined && now - known.lookedAt < INTERVAL) return known.manifest;
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (known !== undefined && known.changed === changed) {
    known.lookedAt = now;
    return known.manifest;
  }
  const manifest = changed === undefined ? undefined : makeManifest(path);
  memory.set(path, { changed, manifest, lookedAt: now });
  return manifest;
}

function makeManifest(path: string): Manifest | undefined {
  const content = contentOf(path);
  // A folder's `{ "type": "module" }` makes no package of it.
  if (content !== undefined && content['name'] === undefined && FIELDS.every((field) => content[field] === undefined)) {
    return undefined;
  }
  const dependencies = FIELDS.flatMap((field) => {
    const value = content?.[field];
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  });
  return { path, dependencies: new Set(dependencies) };
}

/** What stands in a manifest; undefined where it is broken, or there is none. */
export function contentOf(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    // A broken manifest is the package manager's business.
    return undefined;
  }
}
