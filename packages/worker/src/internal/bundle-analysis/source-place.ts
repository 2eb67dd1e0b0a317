import { existsSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { isAbsolute, relative, resolve } from 'node:path';
import type { WebpackModule } from '../webpack-types';
import { fileOf, type WebpackDependency } from './webpack-graph';

/** A place as the author knows it: in the source, not in what a compiler has made of it. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Where a dependency stands in the source of its module. */
export function placeOf(module: WebpackModule, { loc }: Pick<WebpackDependency, 'loc'>): Place {
  const file = fileOf(module) ?? '';
  const { line, column = 0 } = loc?.start ?? {};
  if (line === undefined) return { file: showPath(file) };
  const entry = sourceMapOf(module)?.findEntry(line - 1, column);
  if (entry !== undefined && 'originalSource' in entry) {
    const original = pathOfSource(entry.originalSource);
    if (original !== undefined && (original === file || existsSync(original))) {
      return { file: showPath(original), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    }
  }
  return { file: showPath(file), line, column: column + 1 };
}

/** The text of a dependency as it stands in the module. */
export function textOf(module: WebpackModule, { range }: Pick<WebpackDependency, 'range'>): string | undefined {
  return range === undefined ? undefined : sourceOf(module).slice(...range);
}

/** The lines of the compiled module; dependencies are placed in these. */
export function sourceOf(module: WebpackModule): string {
  const text: unknown = module.originalSource()?.source();
  return typeof text === 'string' ? text : '';
}

/** A path as it is shown: below the working directory relative to it, in a package from `node_modules` on. */
export function showPath(file: string): string {
  const path = file.replaceAll('\\', '/');
  const inPackage = path.lastIndexOf('/node_modules/');
  if (inPackage !== -1) return path.slice(inPackage + 1);
  const fromHere = relative(process.cwd(), file).replaceAll('\\', '/');
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere || '.';
}

const sourceMaps = new WeakMap<WebpackModule, SourceMap | undefined>();

function sourceMapOf(module: WebpackModule): SourceMap | undefined {
  if (!sourceMaps.has(module)) {
    const payload = module.originalSource()?.map({ columns: true }) as SourceMapPayload | null | undefined;
    sourceMaps.set(module, payload == null ? undefined : new SourceMap(payload));
  }
  return sourceMaps.get(module);
}

// Webpack writes the sources of its maps relative to its working directory.
function pathOfSource(source: unknown): string | undefined {
  if (typeof source !== 'string') return undefined;
  return resolve(process.cwd(), source.replace(/^webpack:\/\/+(?=[A-Za-z]:|\.|\/)?/, '').replace(/\?.*$/, ''));
}
