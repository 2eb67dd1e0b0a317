import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, parse, relative, resolve } from 'node:path';
import { nearestName } from '@handrail/common/host';
import type { HR1022 } from '@handrail/errors';
import { codeFiles, findCode, FOUND, isFolder, OTHERS, requestTo } from './code-files';
import { notExported, packageFault } from './package-fault';
import { privateImport } from './private-import';
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
  if (request.startsWith('#')) return privateImport(request, importer);
  const prefix = /^(?:@(?=\/|$)|~|\$[^/]*)/.exec(request)?.[0];
  if (prefix !== undefined) return { kind: 'alias-prefix', prefix };
  const beside = findCode(resolve(dirname(importer), request));
  if (beside !== undefined && beside !== importer) return { kind: 'dot', suggestion: requestTo(importer, beside) };
  return packageFault(request, importer);
}

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
  if (other !== undefined) {
    const suggestion = `${requestTo(importer, stem)}${other.slice(stem.length)}`;
    return { kind: 'extension', found: showPath(other), suggestion };
  }
  const suggestion = nearestRequest(request, importer);
  return { kind: 'no-file', tried: triedPaths(path), ...(suggestion !== undefined && { suggestion }) };
}

/** As {@link resolutionFault}, of a module that an option names: its entry point is generated, and nobody writes paths from there. */
export function optionFault(request: string, entry: string, message: string): ResolutionFault {
  if (/^\.{1,2}(?:\/|$)/.test(request)) return { kind: 'relative-option', request };
  const fault = resolutionFault(request, entry, message);
  const { suggestion } = fault as { readonly suggestion?: string };
  const isPath = suggestion !== undefined && /^\.{1,2}\//.test(suggestion);
  return isPath ? ({ ...fault, suggestion: resolve(dirname(entry), suggestion) } as ResolutionFault) : fault;
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

// Keeps the habit of the file: with an extension where the request had one.
function likeRequest(request: string, importer: string, file: string): string {
  const suggestion = requestTo(importer, file);
  return /\.js$/.test(request) && !/\.\w+$/.test(basename(suggestion)) ? `${suggestion}.js` : suggestion;
}
