import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentOf } from '../manifest.js';
import { show } from './findings.js';
import { alternativesOf, matchesGlob } from './glob.js';
import { isFile, isRecord, SKIPPED } from './project-files.js';

/**
 * The packages of a workspace by their names, as its root lists them: where nothing is installed, no link leads to them.
 *
 * @module
 */

interface Workspace {
  readonly lookedAt: number;
  readonly took: number;
  readonly folders: ReadonlyMap<string, string>;
  /** Nothing above it belongs to the same repository. */
  readonly isTop: boolean;
}

// Each import that leads nowhere asks; a package is added seldom.
const INTERVAL = 5000;
// A look at a large workspace takes its time; by far the most of the time is for other work.
const MOST_OFTEN = 20;
// Deeper folders hold no packages.
const DEEPEST = 5;
const known = new Map<string, Workspace>();

/** The folder of a package in the workspace that a file lies in. */
export function workspaceFolderOf(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const { folders, isTop } = workspaceAt(folder);
    const found = folders.get(name);
    if (found !== undefined || isTop) return found;
  }
}

function workspaceAt(root: string): Workspace {
  const now = performance.now();
  const before = known.get(root);
  if (before !== undefined && now - before.lookedAt < Math.max(INTERVAL, MOST_OFTEN * before.took)) return before;
  const folders = packagesOf(root);
  const isTop = dirname(root) === root || existsSync(join(root, '.git'));
  const lookedAt = performance.now();
  const workspace = { lookedAt, took: lookedAt - now, folders, isTop };
  known.set(root, workspace);
  return workspace;
}

function packagesOf(root: string): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  const patterns = patternsOf(root);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => trimmed(pattern.slice(1)));
  const isExcluded = (folder: string) => {
    const path = show(folder, root);
    return excluded.some((glob) => matchesGlob(path, glob) || matchesGlob(`${path}/`, glob));
  };
  for (const pattern of patterns.filter((each) => !each.startsWith('!')).flatMap(alternativesOf)) {
    for (const folder of expand(root, trimmed(pattern).split('/'), DEEPEST)) {
      if (isExcluded(folder)) continue;
      const name = contentOf(join(folder, 'package.json'))?.['name'];
      if (typeof name === 'string' && !folders.has(name)) folders.set(name, folder);
    }
  }
  return folders;
}

function trimmed(pattern: string): string {
  return pattern.replace(/^\.\/|\/+$/g, '');
}

/** The globs of a workspace's packages, in the manners of npm, yarn, pnpm and lerna. */
function patternsOf(root: string): string[] {
  const listed = contentOf(join(root, 'package.json'))?.['workspaces'];
  return [
    ...textsIn(isRecord(listed) ? listed['packages'] : listed),
    ...textsIn(contentOf(join(root, 'lerna.json'))?.['packages']),
    ...patternsOfPnpm(join(root, 'pnpm-workspace.yaml')),
  ];
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

// The list under `packages:`, up to the next key, or in brackets.
function patternsOfPnpm(path: string): string[] {
  if (!isFile(path)) return [];
  const [, list = ''] = /^packages:([\s\S]*?)(?=^\w|(?![\s\S]))/m.exec(readFileSync(path, 'utf8')) ?? [];
  const [, flow] = /^\s*\[([^\]]*)\]/.exec(list) ?? [];
  const items =
    flow === undefined
      ? list.matchAll(/^\s*-\s*(['"]?)([^'"#\n]+?)\1\s*(?:#.*)?$/gm)
      : flow.replace(/#.*/g, '').matchAll(/(['"])([^'"]+)\1|[^\s,'"]+/g);
  return [...items].map(([all, , pattern = all]) => pattern);
}

function expand(folder: string, [part, ...rest]: readonly string[], depth: number): string[] {
  if (part === undefined) return [folder];
  if (depth === 0) return [];
  if (part === '**')
    return [
      ...expand(folder, rest, depth),
      ...foldersIn(folder)
        .filter((name) => !SKIPPED.has(name))
        .flatMap((name) => expand(join(folder, name), [part, ...rest], depth - 1)),
    ];
  if (!/[*?]/.test(part)) return expand(join(folder, part), rest, depth);
  return foldersIn(folder)
    .filter((name) => matchesGlob(name, part))
    .flatMap((name) => expand(join(folder, name), rest, depth - 1));
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
