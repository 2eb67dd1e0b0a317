import type { Span } from '../module-code.js';
import type { Interpreter } from './interpreter.js';

const NO_SPAN: Span = [0, 0];

/**
 * The exports of a module, with where it exports them. What it exports again of a module that is entered by itself is left
 * out.
 */
export function exportsOf(
  interpreter: Interpreter,
  path: string,
  isRoot: (path: string) => boolean,
  seen: ReadonlySet<string> = new Set(),
): Map<string, Span> {
  const { code, outline, targets } = interpreter.load(path).module;
  if (!code.isEsModule) return new Map(commonJsNames(interpreter, path).map((name) => [name, NO_SPAN]));
  const all = new Map<string, Span>();
  const elsewhere = new Set<string>();
  for (const { as, importIndex } of outline.handsOn) {
    const target = targets[importIndex];
    if (target?.kind !== 'module' || seen.has(target.path)) continue;
    if (isRoot(target.path)) elsewhere.add(as);
    else if (as === '*') {
      const span = outline.imports[importIndex]?.span ?? NO_SPAN;
      for (const name of exportsOf(interpreter, target.path, isRoot, new Set([...seen, path])).keys())
        if (name !== 'default' && name !== '=') all.set(name, span);
    }
  }
  for (const name of Object.keys(code.exports))
    if (!elsewhere.has(name)) all.set(name, code.exportSpans[name] ?? NO_SPAN);
  return all;
}

function commonJsNames(interpreter: Interpreter, path: string): string[] {
  const frame = interpreter.load(path);
  const module = frame.madeAlready('module');
  const cell = module?.kind === 'object' ? module.properties.get('exports') : undefined;
  const exports = cell === undefined ? [] : interpreter.look(cell);
  const names = exports.flatMap((atom) =>
    atom.kind === 'object' ? [...atom.properties.keys(), ...atom.getters.keys()] : [],
  );
  return [
    ...new Set([
      ...names.filter((name) => name !== '__esModule'),
      ...(exports.some(({ kind }) => kind === 'function') ? ['default'] : []),
    ]),
  ];
}
