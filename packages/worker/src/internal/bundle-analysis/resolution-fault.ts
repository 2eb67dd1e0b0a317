import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, parse, relative, resolve } from 'node:path';
import { nearestName } from '@handrail/common/host';
import type { HR1022 } from '@handrail/errors';
import { showPath } from './source-place';
import { tsconfigAlias } from './tsconfig-alias';

type Facts = Extract<Parameters<typeof HR1022.problem>[0], { kind: 'import' }>;
export type ResolutionFault = Facts['fault'];

/** Finds out why a request leads nowhere, by looking for what was probably meant. */
export function resolutionFault(request: string, importer: string, message: string): ResolutionFault {
  const loader = /^!*([^!]+)!/.exec(request)?.[1];
  if (loader !== undefined) return { kind: 'loader', loader };
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(request)?.[1];
  if (scheme !== undefined && !isAbsolute(request)) return { kind: 'scheme', scheme };
  if (message.includes('resolved as fully specified')) {
    const hint = /^Did you mean '(.+)'\?$/m.exec(message)?.[1];
    const suggestion = hint === undefined || hint.startsWith('.') ? hint : `${dirname(request)}/${hint}`;
    return { kind: 'extension-required', ...(suggestion !== undefined && { suggestion }) };
  }
  const unexported = /see exports field in (.+?)package\.json/.exec(message)?.[1];
  if (unexported !== undefined) return notExported(request, unexported, message);
  if (/^\.{1,2}(?:\/|$)/.test(request) || isAbsolute(request)) return fileFault(request, importer);
  const alias = tsconfigAlias(request, importer);
  if (alias !== undefined) {
    const suggestion = alias.file === undefined ? undefined : requestTo(importer, alias.file);
    const { tsconfig, pattern, target } = alias;
    return {
      kind: 'alias',
      tsconfig: showPath(tsconfig),
      pattern,
      target: showPath(target),
      ...(suggestion !== undefined && { suggestion }),
    };
  }
  if (request.startsWith('#')) return { kind: 'private-import' };
  const beside = findCode(resolve(dirname(importer), request));
  if (beside !== undefined) return { kind: 'dot', suggestion: requestTo(importer, beside) };
  return packageFault(request, importer);
}

const FOUND = ['.ts', '.js'];
const OTHERS = ['.tsx', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.json', '.d.ts'];

function fileFault(request: string, importer: string): ResolutionFault {
  const path = resolve(dirname(importer), request);
  if (isFolder(path)) {
    return { kind: 'folder', folder: showPath(path), files: codeFiles(path) };
  }
  const spelled = spelledOnDisk(path);
  if (spelled !== undefined)
    return { kind: 'case', found: showPath(spelled), suggestion: likeRequest(request, importer, spelled) };
  const stem = /\.[cm]?jsx?$/.test(path) ? path.slice(0, -extname(path).length) : path;
  const other = OTHERS.map((extension) => stem + extension).find((each) => existsSync(each));
  if (other !== undefined) return { kind: 'extension', found: showPath(other) };
  const suggestion = nearestRequest(request, importer);
  return { kind: 'no-file', tried: triedPaths(path), ...(suggestion !== undefined && { suggestion }) };
}

function triedPaths(path: string): string[] {
  const shown = showPath(path);
  if (shown.endsWith('.js')) return [`${shown.slice(0, -3)}.ts`, shown];
  return [`${shown}.ts`, `${shown}.js`, `${shown}/index.ts`, `${shown}/index.js`];
}

// The same path at another depth, else a name that is one slip away.
function nearestRequest(request: string, importer: string): string | undefined {
  const tail = request.replace(/^(?:\.{1,2}\/)+/, '');
  for (const depth of ['./', '../', '../../', '../../../']) {
    const file = findCode(resolve(dirname(importer), depth + tail));
    if (file !== undefined) return likeRequest(request, importer, file);
  }
  let folder = dirname(importer);
  const parts = relative(folder, resolve(folder, request)).replaceAll('\\', '/').split('/');
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    const known = entries.filter((entry) => (isLast ? true : entry.isDirectory())).map(({ name }) => name);
    if (part === '..' || (!isLast && known.includes(part))) {
      folder = join(folder, part);
      continue;
    }
    const stems = new Map(known.map((name) => [isLast ? parse(name).name : name, name]));
    const nearest = nearestName(isLast ? parse(part).name : part, [...stems.keys()]);
    if (nearest === undefined) return undefined;
    folder = join(folder, isLast ? nearest : (stems.get(nearest) ?? nearest));
  }
  const file = findCode(folder);
  return file === undefined || file === importer ? undefined : likeRequest(request, importer, file);
}

// `./Price` where there is a `./price.ts`. A file system that takes both for one never gets here.
function spelledOnDisk(path: string): string | undefined {
  let folder = parse(path).root;
  const parts = path.slice(folder.length).split(/[\\/]/);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const names = isFolder(folder) ? readdirSync(folder) : [];
    const candidates = isLast ? ['', ...FOUND, ...OTHERS].map((extension) => part + extension) : [part];
    if (isLast && part.endsWith('.js')) candidates.push(`${part.slice(0, -3)}.ts`);
    const exact = names.find((name) => candidates.includes(name));
    const found = exact ?? names.find((name) => candidates.some((each) => each.toLowerCase() === name.toLowerCase()));
    if (found === undefined) return undefined;
    folder = join(folder, found);
  }
  const isOther = folder === path || [...FOUND, ...OTHERS].some((extension) => folder === path + extension);
  return isOther ? undefined : folder;
}

function notExported(request: string, folder: string, message: string): ResolutionFault {
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
  };
}

// The exports list it, but the file that they name is not there.
function missingTarget(request: string, folder: string): ResolutionFault {
  const name = packageName(request);
  const { exports: exported } = readManifest(folder) ?? {};
  const subpath = `.${request.slice(name.length)}`;
  const entry = firstPath((exported as Record<string, unknown> | undefined)?.[subpath]) ?? firstPath(exported) ?? '.';
  const linked = !/[\\/]node_modules[\\/]/.test(realpathSync(folder));
  return { kind: 'not-built', package: name, entry: showPath(join(folder, entry)), linked };
}

function subpathsOf(exported: unknown): string[] {
  if (typeof exported !== 'object' || exported === null) return ['.'];
  const keys = Object.keys(exported);
  return keys.some((key) => key.startsWith('.')) ? keys : ['.'];
}

function packageFault(request: string, importer: string): ResolutionFault {
  const name = packageName(request);
  const folder = findUpwards(dirname(importer), join('node_modules', name));
  if (folder !== undefined) return installedFault(request, name, folder);
  if (findUpwards(dirname(importer), join('node_modules', typesPackage(name))) !== undefined) {
    return { kind: 'types-only', package: name };
  }
  const manifestPath = findUpwards(dirname(importer), 'package.json');
  const manifest = manifestPath === undefined ? undefined : readManifest(dirname(manifestPath));
  const declared = [...FIELDS.flatMap((field) => Object.keys((manifest?.[field] ?? {}) as object))];
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
  return lstatSync(folder).isSymbolicLink() && !/[\\/]node_modules[\\/]/.test(realpathSync(folder));
}

function installedNames(from: string): string[] {
  const folder = findUpwards(from, 'node_modules');
  if (folder === undefined) return [];
  return readdirSync(folder).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(folder, name)).map((each) => `${name}/${each}`)
      : name.startsWith('.')
        ? []
        : [name],
  );
}

// In a monorepo a package is often installed for a neighbour.
function otherWorkspace(name: string, from: string): string | undefined {
  const root = findUpwards(from, 'pnpm-workspace.yaml') ?? rootWithWorkspaces(from);
  if (root === undefined) return undefined;
  const folders = readdirSync(dirname(root), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name),
  );
  const members = folders.flatMap((entry) => [
    join(dirname(root), entry.name),
    ...readdirSync(join(dirname(root), entry.name), { withFileTypes: true })
      .filter((each) => each.isDirectory() && each.name !== 'node_modules')
      .map((each) => join(dirname(root), entry.name, each.name)),
  ]);
  return members.find((member) => existsSync(join(member, 'node_modules', name)));
}

function rootWithWorkspaces(from: string): string | undefined {
  const manifest = findUpwards(from, 'package.json');
  if (manifest === undefined) return undefined;
  if (readManifest(dirname(manifest))?.['workspaces'] !== undefined) return manifest;
  const parent = dirname(dirname(manifest));
  return parent === dirname(manifest) ? undefined : rootWithWorkspaces(parent);
}

function findUpwards(from: string, name: string): string | undefined {
  const path = join(from, name);
  if (existsSync(path)) return path;
  const parent = dirname(from);
  return parent === from ? undefined : findUpwards(parent, name);
}

function packageName(request: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(request)?.[0] ?? request;
}

function typesPackage(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;
}

function findCode(path: string): string | undefined {
  const stem = path.endsWith('.js') ? path.slice(0, -3) : path;
  const candidates = [
    path,
    ...FOUND.map((extension) => stem + extension),
    ...FOUND.map((extension) => join(path, `index${extension}`)),
  ];
  return candidates.find((each) => existsSync(each) && !isFolder(each));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The code files of a folder, as they would be imported, a few of them. */
export function codeFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => FOUND.includes(extname(name)) && !name.endsWith('.d.ts'))
    .sort()
    .slice(0, 5);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => !file.includes('node_modules'));
}

function readManifest(folder: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** The relative request from one file to another, without what the bundler adds itself. */
export function requestTo(importer: string, file: string): string {
  const path = relative(dirname(importer), file)
    .replaceAll('\\', '/')
    .replace(/(?<!\.d)\.[jt]s$/, '')
    .replace(/\/index$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

// Keeps the habit of the file: with an extension where the request had one.
function likeRequest(request: string, importer: string, file: string): string {
  const suggestion = requestTo(importer, file);
  return /\.js$/.test(request) && !/\.\w+$/.test(basename(suggestion)) ? `${suggestion}.js` : suggestion;
}
