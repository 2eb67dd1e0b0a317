import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestName, showValue } from '@handrail/common/host';
import { type ErrorContext, HR1020, HR2014 } from '@handrail/errors';
import { codeFiles } from './bundle-analysis/code-files';

type Option = 'workflowsPath' | 'workflowBundle.codePath';
type Facts = Parameters<typeof HR1020.error>[0];

/** Refuses (HR1020) an option that names workflow code where there is none. */
export function requireWorkflowCode(option: Option, given: string | URL | undefined, context?: ErrorContext): void {
  // In an ES module the URL of a file is what one has; the SDK wants its path.
  const path = given instanceof URL ? given.href : given;
  if (typeof path !== 'string') {
    const reason = Array.isArray(path)
      ? "is not the path of one file: give that of one that exports what the others do (export * from './order'; …)"
      : "is not the path of a file: let Node find it, require.resolve('./workflows')";
    const facts = { subject: 'The worker or bundle', field: option, value: showValue(path), reason };
    throw HR2014.error(facts, context);
  }
  const facts = existsSync(path) ? faultOfExisting(option, path) : missing(path);
  if (facts !== undefined) throw HR1020.error({ option, path, cwd: process.cwd(), ...facts }, context);
}

/** The file in src that a build writes to such a path. */
function sourceOfBuilt(path: string): string | undefined {
  const [, root, rest] = /^(.*[\\/])(?:lib|dist|build|out)[\\/](.*?)(?:\.[cm]?js)?$/.exec(resolve(path)) ?? [];
  if (root === undefined || rest === undefined) return undefined;
  return [`src/${rest}.ts`, `src/${rest}/index.ts`].map((each) => join(root, each)).find((each) => existsSync(each));
}

type Fault = Pick<Facts, 'fault' | 'suggestion' | 'existingFolder' | 'files'>;

function missing(path: string): Fault {
  if (/\*|\{[^}]*,/.test(path)) return { fault: 'pattern' };
  const source = sourceOfBuilt(path);
  if (source !== undefined) return { fault: 'not-built', suggestion: source };
  const existingFolder = path.startsWith('file:') ? undefined : nearestFolder(dirname(resolve(path)));
  const suggestion = suggest(path);
  return {
    ...(suggestion !== undefined && { suggestion }),
    ...(existingFolder !== undefined && { existingFolder }),
  };
}

function faultOfExisting(option: Option, path: string): Fault | undefined {
  const isFolder = statSync(path).isDirectory();
  if (option === 'workflowBundle.codePath') return isFolder ? { fault: 'folder' } : undefined;
  // What the bundler looks for is the option as it stands, from the folder that it names.
  if (!isAbsolute(path) && !(/^\.{1,2}[\\/]/.test(path) && existsSync(resolve(dirname(path), path)))) {
    return { fault: 'relative', suggestion: resolve(path) };
  }
  if (isFolder) return hasEntry(path) ? undefined : { fault: 'no-index', files: codeFiles(path) };
  if (/\.d\.[cm]?ts$/.test(path)) return { fault: 'declarations', ...suggestionFor(path.replace(/\.d\.[cm]?ts$/, '')) };
  return CODE.includes(extname(path)) ? undefined : { fault: 'not-code', ...suggestionFor(path) };
}

// Without a loader of the user's own only the first two are compiled; plain JavaScript may have any of the others.
const CODE = ['.ts', '.js', '.cjs', '.mjs', '.tsx', '.jsx', '.mts', '.cts', ''];

function hasEntry(folder: string): boolean {
  if (['index.ts', 'index.js'].some((name) => existsSync(join(folder, name)))) return true;
  try {
    const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: unknown };
    return typeof main === 'string' && existsSync(join(folder, main));
  } catch {
    return false;
  }
}

function suggestionFor(path: string): Pick<Facts, 'suggestion'> {
  const suggestion = suggest(path);
  return suggestion === undefined || suggestion === path ? {} : { suggestion };
}

function nearestFolder(folder: string): string | undefined {
  if (existsSync(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestFolder(parent);
}

// `require.resolve('./workflows')` finds an extension by itself; a path put together by hand often lacks it.
function suggest(path: string): string | undefined {
  if (path.startsWith('file:')) return pathOfUrl(path);
  const withoutExtension = path.slice(0, path.length - extname(path).length);
  for (const extension of ['.ts', '.js', '/index.ts', '/index.js']) {
    for (const stem of new Set([path, withoutExtension])) if (existsSync(stem + extension)) return stem + extension;
  }
  const folder = dirname(path);
  if (!existsSync(folder)) return undefined;
  // A file of types is what was given, or no better.
  const entries = readdirSync(folder).filter((name) => !/\.d\.[cm]?ts$/.test(name) && join(folder, name) !== path);
  const nearest = nearestName(stemOf(path), entries.map(stemOf));
  const entry = entries.find((each) => stemOf(each) === nearest);
  return entry === undefined ? undefined : join(folder, entry);
}

function pathOfUrl(url: string): string | undefined {
  try {
    const path = fileURLToPath(url);
    return existsSync(path) ? path : suggest(path);
  } catch {
    return undefined;
  }
}

function stemOf(path: string): string {
  return parse(path).name;
}
