import type { Pattern } from '../module-code.js';
import { assign } from './assign.js';
import type { Frame } from './frame.js';
import type { Interpreter } from './interpreter.js';
import { runStatements } from './run-statements.js';
import { cellIn, join, UNDEFINED, type Value } from './values.js';

/** Runs the code of a frame once: of a module what it imports comes first. */
export function runFrame(interpreter: Interpreter, frame: Frame): void {
  const code = frame.module.code.functions[frame.code];
  if (code === undefined) return;
  if (frame.code === 0 && frame.parent === undefined) loadImports(interpreter, frame);
  bindParameters(interpreter, frame, code.parameters, code.rest);
  const goesOn = runStatements(interpreter, code.body);
  if (goesOn && !code.isGenerator) interpreter.write(frame.returns, UNDEFINED);
}

function loadImports(interpreter: Interpreter, frame: Frame): void {
  const { code, targets } = frame.module;
  code.imports.forEach((each, index) => {
    if (each.isElided || !each.isTopLevel || (each.kind !== 'import' && each.kind !== 'export')) return;
    const target = targets[index];
    if (target?.kind === 'module') interpreter.edge(interpreter.load(target.path), each.span, false);
  });
}

function bindParameters(
  interpreter: Interpreter,
  frame: Frame,
  parameters: readonly Pattern[],
  rest: Pattern | null,
): void {
  parameters.forEach((pattern, index) => {
    assign(interpreter, pattern, argumentAt(interpreter, frame, index));
  });
  if (rest === null) return;
  const list = interpreter.object('rest', 'Array');
  const open = interpreter.read(frame.restArgs);
  frame.args.slice(parameters.length).forEach((cell, index) => {
    const value = interpreter.read(cell);
    const isKnown = open.length === 0 && !frame.isGeneric;
    interpreter.write(isKnown ? cellIn(list, 'properties', String(index)) : list.elements, value);
  });
  interpreter.write(list.elements, open);
  assign(interpreter, rest, [list]);
}

/** An argument of the frame's call. */
function argumentAt(interpreter: Interpreter, frame: Frame, index: number): Value {
  const own = frame.args[index];
  const rest = interpreter.read(frame.restArgs);
  if (own !== undefined) return interpreter.read(own);
  return rest.length > 0 ? join(rest, UNDEFINED) : UNDEFINED;
}
