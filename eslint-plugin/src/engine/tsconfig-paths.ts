import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isRecord } from './project-files.js';

/**
 * The `paths` of a tsconfig that cannot be read whole: one that extends a package's, where nothing is installed.
 *
 * @module
 */

interface Alias {
  readonly before: string;
  /** What stands after the star; undefined where there is none. */
  readonly after: string | undefined;
  readonly targets: readonly string[];
}

// Whoever asks has tried everything else.
const INTERVAL = 1000;
const MOST_PARENTS = 8;
const known = new Map<string, { readonly lookedAt: number; readonly aliases: readonly Alias[] | undefined }>();

/** Where the nearest tsconfig above a file says that a request leads, without endings. */
export function aliasTargets(file: string, request: string): string[] {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const aliases = aliasesIn(join(folder, 'tsconfig.json'));
    if (aliases !== undefined) return aliases.flatMap((alias) => targetsOf(alias, request));
    if (dirname(folder) === folder) return [];
  }
}

function targetsOf({ before, after, targets }: Alias, request: string): readonly string[] {
  if (after === undefined) return request === before ? targets : [];
  const isMeant =
    request.startsWith(before) && request.endsWith(after) && request.length >= before.length + after.length;
  const part = request.slice(before.length, request.length - after.length);
  return isMeant ? targets.map((target) => target.replace('*', () => part)) : [];
}

function aliasesIn(path: string): readonly Alias[] | undefined {
  const now = performance.now();
  const before = known.get(path);
  if (before !== undefined && now - before.lookedAt < INTERVAL) return before.aliases;
  const aliases = readAliases(path, MOST_PARENTS);
  known.set(path, { lookedAt: now, aliases });
  return aliases;
}

function readAliases(path: string, parents: number): readonly Alias[] | undefined {
  const config = configAt(path);
  if (config === undefined) return undefined;
  const options = isRecord(config['compilerOptions']) ? config['compilerOptions'] : {};
  const base = resolve(dirname(path), typeof options['baseUrl'] === 'string' ? options['baseUrl'] : '.');
  if (isRecord(options['paths']))
    return Object.entries(options['paths']).map(([pattern, targets]) => aliasOf(pattern, targets, base));
  const inherited = [config['extends']].flat().filter((each) => typeof each === 'string' && each.startsWith('.'));
  return inherited.flatMap((each) => {
    const parent = resolve(dirname(path), String(each));
    return parents === 0 ? [] : (readAliases(parent.replace(/(?<!\.json)$/, '.json'), parents - 1) ?? []);
  });
}

function aliasOf(pattern: string, targets: unknown, base: string): Alias {
  const [before = '', after] = pattern.split('*');
  const listed = Array.isArray(targets) ? targets.filter((each) => typeof each === 'string') : [];
  return { before, after, targets: listed.map((each) => resolve(base, each)) };
}

// What stands in a config, which may have comments, unlike a manifest.
function configAt(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    // Comments and the commas before a bracket; what stands in quotes stays.
    const plain = text
      .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_all, quoted: string | undefined) => quoted ?? '')
      .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_all, quoted: string | undefined) => quoted ?? '');
    const content: unknown = JSON.parse(plain);
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
