import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';

export const FOUND = ['.ts', '.js'];
export const OTHERS = ['.tsx', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.json', '.d.ts'];

export function findUpwards(from: string, name: string): string | undefined {
  const path = join(from, name);
  if (existsSync(path)) return path;
  const parent = dirname(from);
  return parent === from ? undefined : findUpwards(parent, name);
}

export function findCode(path: string): string | undefined {
  const stem = path.endsWith('.js') ? path.slice(0, -3) : path;
  const candidates = [
    path,
    ...FOUND.map((extension) => stem + extension),
    ...FOUND.map((extension) => join(path, `index${extension}`)),
  ];
  return candidates.find((each) => existsSync(each) && !isFolder(each));
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The code files of a folder, as they would be imported, a few of them. */
export function codeFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => FOUND.includes(extname(name)) && !name.endsWith('.d.ts'))
    .sort()
    .slice(0, 5);
}

export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => !file.includes('node_modules'));
}

export function readManifest(folder: string): Record<string, unknown> | undefined {
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
