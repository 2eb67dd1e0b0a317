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

const memory = new Map<string, { readonly changed: number; readonly manifest: Manifest }>();

/** Whether a package depends on Handrail for more than its lint rules. */
export function dependsOnHandrail({ dependencies }: Manifest): boolean {
  return [...dependencies].some((name) => name.startsWith('@handrail/') && name !== '@handrail/eslint-plugin');
}

/** The manifest of the package that a file lies in: the nearest one above it that has a name or dependencies. */
export function manifestOf(filename: string): Manifest {
  for (let folder = dirname(filename); ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest !== undefined) return manifest;
    if (dirname(folder) === folder) return NONE;
  }
}

function readManifest(path: string): Manifest | undefined {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return undefined;
  const known = memory.get(path);
  if (known?.changed === changed) return known.manifest;
  const content = parse(path);
  // A folder's `{ "type": "module" }` makes no package of it.
  if (content !== undefined && content['name'] === undefined && FIELDS.every((field) => content[field] === undefined)) {
    return undefined;
  }
  const dependencies = FIELDS.flatMap((field) => {
    const value = content?.[field];
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  });
  const manifest = { path, dependencies: new Set(dependencies) };
  memory.set(path, { changed, manifest });
  return manifest;
}

function parse(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    // A broken manifest is the package manager's business.
    return undefined;
  }
}
