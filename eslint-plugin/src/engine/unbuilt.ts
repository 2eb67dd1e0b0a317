import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentOf } from '../manifest.js';
import { isFile, isRecord } from './project-files.js';
import { workspaceFolderOf } from './workspaces.js';

const OUTPUT = /^(?:dist|build|lib|out|output|es|esm|cjs|module|commonjs|types)$/;
const BUILT_ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;
const SOURCE_ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/**
 * The source of a workspace package that is not linked, or whose manifest names files that are built first, and have not been:
 * `src/index.ts` for `dist/index.js`. Linters run on fresh clones.
 *
 * @param name of the package in `request`
 */
export function unbuiltSource(file: string, request: string, name: string): string | undefined {
  const folder = workspaceFolder(dirname(file), name);
  const manifest = folder === undefined ? undefined : contentOf(join(folder, 'package.json'));
  if (folder === undefined || manifest === undefined) return undefined;
  for (const target of targetsIn(manifest, `.${request.slice(name.length)}`)) {
    const source = placesOf(target)
      .map((place) => join(folder, place))
      .find(isFile);
    if (source !== undefined) return realpathSync(source);
  }
  return undefined;
}

/** Where a package is linked to, if that is in the project: what is installed has been built. Where nothing is installed, by its name. */
function workspaceFolder(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const linked = join(folder, 'node_modules', name);
    if (existsSync(linked)) {
      const real = realpathSync(linked);
      return /[\\/]node_modules[\\/]/.test(real) ? undefined : real;
    }
    if (dirname(folder) === folder) return workspaceFolderOf(from, name);
  }
}

/** The files that a manifest names for a subpath, whatever the condition. */
function targetsIn(manifest: Readonly<Record<string, unknown>>, subpath: string): string[] {
  const { exports } = manifest;
  if (exports === undefined) {
    const mains = ['source', 'module', 'main', 'types'].map((field) => manifest[field]);
    return subpath === '.' ? [...mains.flatMap(leavesOf), 'index.js'] : [subpath, `${subpath}/index`];
  }
  const hasSubpaths = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  if (!hasSubpaths) return subpath === '.' ? leavesOf(exports) : [];
  return Object.entries(exports).flatMap(([key, value]) => {
    const [before = '', after] = key.split('*');
    if (after === undefined) return key === subpath ? leavesOf(value) : [];
    if (!subpath.startsWith(before) || !subpath.endsWith(after)) return [];
    const part = subpath.slice(before.length, subpath.length - after.length);
    return leavesOf(value).map((leaf) => leaf.replaceAll('*', part));
  });
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isRecord(value) || Array.isArray(value) ? Object.values(value).flatMap(leavesOf) : [];
}

/** Where the source of a built file may be. */
function placesOf(target: string): string[] {
  const isSource = /\.[cm]?ts$/.test(target) && !/\.d\.[cm]?ts$/.test(target);
  const parts = target
    .replace(BUILT_ENDING, '')
    .split('/')
    .filter((part) => part !== '.');
  let built = 0;
  while (built < parts.length - 1 && OUTPUT.test(parts[built] ?? '')) built += 1;
  const inside = parts.slice(built).join('/');
  const places = [`src/${inside}`, inside].flatMap((place) => SOURCE_ENDINGS.map((ending) => `${place}${ending}`));
  return isSource ? [target, ...places] : places;
}
