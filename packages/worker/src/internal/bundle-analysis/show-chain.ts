import { packageOf, type Step } from './find-culprits';
import { showPath } from './source-place';
import type { WebpackImport } from './webpack-graph';

type ImportStep = Step<WebpackImport>;

/** The names along a chain: project files by path, packages once by name. */
export function showChain(chain: readonly ImportStep[], end?: string): string[] {
  const last = chain.at(-1);
  const files = [...chain.map(({ from }) => from), ...(end === undefined ? [] : [end])];
  const names = files.map((file) => packageOf(file) ?? showPath(file));
  const shown = names.filter((name, index) => name !== names[index - 1]);
  return end === undefined && last !== undefined ? [...shown, last.import.request] : shown;
}

export function placeIn(line: number | undefined, column: number | undefined): { line?: number; column?: number } {
  return { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}

export function placeOnly<Place extends { file: string; line?: number; column?: number }>({
  file,
  line,
  column,
}: Place) {
  return { file, ...placeIn(line, column) };
}
