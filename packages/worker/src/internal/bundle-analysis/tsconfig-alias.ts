import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface TsconfigAlias {
  readonly tsconfig: string;
  /** The beginning that stands for a folder: `@/*`. */
  readonly pattern: string;
  /** The folder that it stands for. */
  readonly target: string;
  /** The file that the compiler finds, if there is one. */
  readonly file: string | undefined;
}

/** What `paths` or `baseUrl` of the nearest `tsconfig.json` make of a request that the bundler cannot resolve. */
export function tsconfigAlias(request: string, importer: string): TsconfigAlias | undefined {
  const tsconfig = findTsconfig(dirname(importer));
  if (tsconfig === undefined) return undefined;
  const { baseUrl, paths, pathsFrom } = readOptions(tsconfig);
  for (const [pattern, targets] of Object.entries(paths)) {
    const [prefix = '', suffix = ''] = pattern.split('*');
    const isMatch = pattern.includes('*')
      ? request.startsWith(prefix) && request.endsWith(suffix)
      : request === pattern;
    // A single star matches whatever is not installed.
    if (!isMatch || pattern === '*') continue;
    const middle = request.slice(prefix.length, request.length - suffix.length);
    const candidates = targets.map((target) => resolve(pathsFrom, target.replace('*', middle)));
    const target = resolve(pathsFrom, (targets[0] ?? '.').replace(/\/?\*.*$/, ''));
    return {
      tsconfig,
      pattern: pattern.replace(/\/\*$/, ''),
      target,
      file: candidates.map(findFile).find((file) => file !== undefined),
    };
  }
  const file = baseUrl === undefined ? undefined : findFile(join(baseUrl, request));
  if (baseUrl === undefined || file === undefined) return undefined;
  const [folder = request] = request.split('/');
  return { tsconfig, pattern: folder, target: join(baseUrl, folder), file };
}

interface Options {
  readonly baseUrl: string | undefined;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  readonly pathsFrom: string;
}

function readOptions(tsconfig: string, seen: readonly string[] = []): Options {
  const folder = dirname(tsconfig);
  const config = parseJsonWithComments(tsconfig);
  const { compilerOptions = {}, extends: parents = [] } = config as {
    compilerOptions?: { baseUrl?: unknown; paths?: unknown };
    extends?: unknown;
  };
  const inherited = [parents]
    .flat()
    .filter((parent): parent is string => typeof parent === 'string' && parent.startsWith('.'))
    .map((parent) => resolve(folder, parent.endsWith('.json') ? parent : `${parent}.json`))
    .filter((parent) => existsSync(parent) && !seen.includes(parent))
    .map((parent) => readOptions(parent, [...seen, tsconfig]))
    .at(-1);
  const baseUrl =
    typeof compilerOptions.baseUrl === 'string' ? resolve(folder, compilerOptions.baseUrl) : inherited?.baseUrl;
  const paths = readPaths(compilerOptions.paths);
  return paths === undefined
    ? { baseUrl, paths: inherited?.paths ?? {}, pathsFrom: inherited?.pathsFrom ?? folder }
    : { baseUrl, paths, pathsFrom: baseUrl ?? folder };
}

function readPaths(paths: unknown): Record<string, readonly string[]> | undefined {
  if (typeof paths !== 'object' || paths === null) return undefined;
  const entries = Object.entries(paths).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((each) => typeof each === 'string'),
  );
  return Object.fromEntries(entries);
}

// Comments and trailing commas, which compilers allow here; strings are matched first, so that none is cut.
function parseJsonWithComments(file: string): object {
  const text = readFileSync(file, 'utf8')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, '$1');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function findTsconfig(folder: string): string | undefined {
  const path = join(folder, 'tsconfig.json');
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findTsconfig(parent);
}

function findFile(path: string): string | undefined {
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}.js`, join(path, 'index.ts'), join(path, 'index.js')];
  return candidates.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);
}
