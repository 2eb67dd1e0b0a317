import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentOf } from '../manifest.js';

/**
 * The packages of a workspace by their names, as its root lists them: where nothing is installed, no link leads to them.
 *
 * @module
 */

interface Workspace {
  readonly lookedAt: number;
  readonly folders: ReadonlyMap<string, string>;
}

// Each import that leads nowhere asks; a package is added seldom.
const INTERVAL = 5000;
// Deeper folders hold no packages.
const DEEPEST = 5;
const known = new Map<string, Workspace>();

/** The folder of a package in the workspace that a file lies in. */
export function workspaceFolderOf(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = packagesOf(folder).get(name);
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

function packagesOf(root: string): ReadonlyMap<string, string> {
  const now = performance.now();
  const before = known.get(root);
  if (before !== undefined && now - before.lookedAt < INTERVAL) return before.folders;
  const folders = new Map<string, string>();
  for (const folder of patternsOf(root).flatMap((pattern) => expand(root, pattern.split('/'), DEEPEST))) {
    const name = contentOf(join(folder, 'package.json'))?.['name'];
    if (typeof name === 'string' && !folders.has(name)) folders.set(name, folder);
  }
  known.set(root, { lookedAt: now, folders });
  return folders;
}

/** The globs of a workspace's packages, in the manners of npm, yarn, pnpm and lerna. */
function patternsOf(root: string): string[] {
  const listed = contentOf(join(root, 'package.json'))?.['workspaces'];
  const ofManifest = isRecord(listed) ? listed['packages'] : listed;
  const patterns = [
    ...textsIn(ofManifest),
    ...textsIn(contentOf(join(root, 'lerna.json'))?.['packages']),
    ...patternsOfPnpm(join(root, 'pnpm-workspace.yaml')),
  ];
  return patterns.filter((pattern) => !pattern.startsWith('!')).map((pattern) => pattern.replace(/^\.\/|\/+$/g, ''));
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

// The list under `packages:`, up to the next key.
function patternsOfPnpm(path: string): string[] {
  if (!isFile(path)) return [];
  const [, list = ''] = /^packages:([\s\S]*?)(?=^\w|(?![\s\S]))/m.exec(readFileSync(path, 'utf8')) ?? [];
  return [...list.matchAll(/^\s*-\s*(['"]?)([^'"#\n]+?)\1\s*(?:#.*)?$/gm)].flatMap(([, , pattern]) => pattern ?? []);
}

function expand(folder: string, [part, ...rest]: readonly string[], depth: number): string[] {
  if (part === undefined) return [folder];
  if (depth === 0) return [];
  if (part === '**')
    return [
      ...expand(folder, rest, depth),
      ...foldersIn(folder).flatMap((each) => expand(each, [part, ...rest], depth - 1)),
    ];
  if (!part.includes('*')) return expand(join(folder, part), rest, depth);
  const expression = new RegExp(`^${part.replace(/[.+?^$()|[\]{}\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return foldersIn(folder)
    .filter((each) => expression.test(each.slice(folder.length + 1)))
    .flatMap((each) => expand(each, rest, depth - 1));
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
