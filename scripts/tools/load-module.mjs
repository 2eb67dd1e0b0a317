import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** Imports a TypeScript file that imports nothing itself, without a build: Node 20 cannot strip types. */
export async function loadModule(path) {
  const { outputText } = ts.transpileModule(await readFile(path, 'utf8'), {
    fileName: path,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}
