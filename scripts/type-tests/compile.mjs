import { resolve } from 'node:path';
import ts from 'typescript';

/**
 * The ways in which users' projects find our declarations. They differ in more than the paths: the SDK's `Duration` is `any`
 * wherever `exports` maps are obeyed, since the types of its `ms` dependency do not resolve through one.
 */
export const RESOLUTIONS = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  bundler: { module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node10: {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
  },
};

const OPTIONS = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * What a compiler says about some files: `{ file, line, message }`, the line counted from 0, the message in one line.
 * `@ts-expect-error` hides nothing from it. `texts` gives files that need not exist.
 *
 * @param {{ resolution: keyof typeof RESOLUTIONS, files: string[], texts?: Record<string, string>, checked?: string[], options?: object }} compilation
 */
export function compile({ resolution, files, texts = {}, checked = files, options = {} }) {
  const settings = { ...OPTIONS, ...RESOLUTIONS[resolution], ...options };
  const host = ts.createCompilerHost(settings);
  const { readFile, fileExists, getSourceFile } = host;
  const given = new Map(Object.entries(texts).map(([file, text]) => [resolve(file), text]));
  const wanted = new Set(checked.map((file) => resolve(file)));
  host.fileExists = (file) => given.has(resolve(file)) || fileExists(file);
  host.readFile = (file) => given.get(resolve(file)) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    if (!wanted.has(resolve(file)) || file.endsWith('.d.ts'))
      return parsed(resolution, file, () => getSourceFile(file, ...rest));
    return ts.createSourceFile(file, disarm(host.readFile(file)), ...rest);
  };
  const program = ts.createProgram(files, settings, host);
  const found = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...[...wanted].flatMap((file) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    }),
  ];
  return found.map(({ file, start, messageText }) => ({
    file: file?.fileName,
    line: file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line,
    message: ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/\s+/g, ' '),
  }));
}

// The same declarations again and again: what a file is parsed to depends on nothing but the resolution.
const cache = new Map();
function parsed(resolution, file, parse) {
  const key = `${resolution} ${file}`;
  if (!cache.has(key)) cache.set(key, parse());
  return cache.get(key);
}

function disarm(text) {
  return text.replaceAll('@ts-expect-error', '@expect-an-error');
}
