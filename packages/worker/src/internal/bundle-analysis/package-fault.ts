import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { nearestName } from '@handrail/common/host';
import { findUpwards, listFiles, readManifest } from './code-files';
import { isInPackage } from './find-culprits';
import { installedNames, otherWorkspace } from './installed-packages';
import type { ResolutionFault } from './resolution-fault';
import { showPath } from './source-place';

export function notExported(request: string, folder: string, message: string): ResolutionFault {
  if (message.includes('no valid target file was found')) return missingTarget(request, folder);
  const conditions = /under the conditions (\[.*?\])/.exec(message)?.[1] ?? '[]';
  const { exports: exported } = readManifest(folder) ?? {};
  const name = packageName(request);
  return {
    kind: 'not-exported',
    package: name,
    subpath: `.${request.slice(name.length)}`,
    conditions: JSON.parse(conditions) as string[],
    exported: subpathsOf(exported).slice(0, 8),
    offered: offeredAt(exported, `.${request.slice(name.length)}`),
  };
}

/** The conditions for which an exports field offers a subpath, outer and inner ones. */
function offeredAt(exported: unknown, subpath: string): string[] {
  const at = Object(exported) as Record<string, unknown>;
  const entry = Object.keys(at).some((key) => key.startsWith('.')) ? at[subpath] : exported;
  const conditions = (value: unknown): string[] =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? []
      : Object.entries(value).flatMap(([key, inner]) => [key, ...conditions(inner)]);
  return [...new Set(conditions(entry))];
}

// The exports list it, but the file that they name is not there.
function missingTarget(request: string, folder: string): ResolutionFault {
  const name = packageName(request);
  const { exports: exported } = readManifest(folder) ?? {};
  const subpath = `.${request.slice(name.length)}`;
  const entry = firstPath((exported as Record<string, unknown> | undefined)?.[subpath]) ?? firstPath(exported) ?? '.';
  const linked = !isInPackage(realpathSync(folder));
  return { kind: 'not-built', package: name, entry: showPath(join(folder, entry)), linked };
}

function subpathsOf(exported: unknown): string[] {
  if (typeof exported !== 'object' || exported === null) return ['.'];
  const keys = Object.keys(exported);
  return keys.some((key) => key.startsWith('.')) ? keys : ['.'];
}

export function packageFault(request: string, importer: string): ResolutionFault {
  const name = packageName(request);
  const folder = findUpwards(dirname(importer), join('node_modules', name));
  if (folder !== undefined) return installedFault(request, name, folder);
  if (findUpwards(dirname(importer), join('node_modules', typesPackage(name))) !== undefined) {
    return { kind: 'types-only', package: name };
  }
  const manifestPath = findUpwards(dirname(importer), 'package.json');
  const manifest = manifestPath === undefined ? undefined : readManifest(dirname(manifestPath));
  const declared = [...FIELDS.flatMap((field) => Object.keys(manifest?.[field] ?? {}))];
  const suggestion = nearestName(name, [...declared, ...installedNames(dirname(importer))]);
  const installedIn = otherWorkspace(name, dirname(importer));
  return {
    kind: 'not-installed',
    package: name,
    from: showPath(importer),
    declared: declared.includes(name),
    ...(manifestPath !== undefined && { manifest: showPath(manifestPath) }),
    ...(suggestion !== undefined && suggestion !== name && { suggestion: suggestion + request.slice(name.length) }),
    ...(installedIn !== undefined && { installedIn: showPath(installedIn) }),
  };
}

const FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;

function installedFault(request: string, name: string, folder: string): ResolutionFault {
  const manifest = readManifest(folder);
  if (request !== name) {
    const subpath = request.slice(name.length + 1);
    const path = join(folder, subpath);
    const parent = dirname(path);
    const nearest = existsSync(parent)
      ? nearestName(
          parse(path).name,
          readdirSync(parent).map((each) => parse(each).name),
        )
      : undefined;
    const base = dirname(request);
    return {
      kind: 'no-subpath',
      package: name,
      subpath,
      ...(nearest !== undefined && { suggestion: `${base}/${nearest}` }),
    };
  }
  const entry = entryOf(manifest);
  const files = listFiles(folder);
  if (
    !files.some((file) => /\.[cm]?js$/.test(file)) &&
    files.some((file) => file.endsWith('.d.ts')) &&
    !files.some((file) => /(?<!\.d)\.ts$/.test(file))
  ) {
    return { kind: 'types-only', package: name };
  }
  return { kind: 'not-built', package: name, entry: showPath(join(folder, entry)), linked: isLinked(folder) };
}

function entryOf(manifest: Record<string, unknown> | undefined): string {
  const exported = firstPath(manifest?.['exports']);
  const { main, module } = manifest ?? {};
  return [exported, module, main].find((each): each is string => typeof each === 'string') ?? 'index.js';
}

function firstPath(exported: unknown): string | undefined {
  if (typeof exported === 'string') return exported;
  if (typeof exported !== 'object' || exported === null) return undefined;
  const conditions = exported as Record<string, unknown>;
  for (const key of ['.', 'browser', 'import', 'require', 'default']) {
    const path = firstPath(conditions[key]);
    if (path !== undefined) return path;
  }
  return undefined;
}

function isLinked(folder: string): boolean {
  return lstatSync(folder).isSymbolicLink() && !isInPackage(realpathSync(folder));
}

function packageName(request: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(request)?.[0] ?? request;
}

function typesPackage(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;
}
