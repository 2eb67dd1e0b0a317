import type { Expression, ModuleCode, Statement } from './module-code.js';

/** A statement or an expression of lowered code, or a list of them. */
export type CodePart = readonly unknown[];

/** Whether some part of these functions' code is as asked for; they come in the order of the text. */
export function somePart(functions: ModuleCode['functions'], isWanted: (part: CodePart) => boolean): boolean {
  return someIn(
    functions.map(({ body }) => body),
    isWanted,
  );
}

/** Whether some part of code is as asked for. Lowered code is lists in lists. */
export function someIn(code: CodePart, isWanted: (part: CodePart) => boolean): boolean {
  const open: unknown[] = code.toReversed();
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (!Array.isArray(part)) continue;
    if (isWanted(part)) return true;
    for (let index = part.length - 1; index >= 0; index -= 1) {
      const inner: unknown = part[index];
      if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return false;
}

/** The statements in a statement, but for those of functions. */
export function blocksIn(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement[0]) {
    case 'if':
      return [statement[2], statement[3]];
    case 'block':
      return [statement[1]];
    case 'loop':
      return [statement[2]];
    case 'for':
      return [statement[4]];
    case 'try':
      return [statement[1], statement[3] ?? [], statement[4]];
    case 'switch':
      return statement[2].map(([, body]) => body);
    default:
      return [];
  }
}

/** The expressions that stand in a statement itself. */
export function expressionsIn(statement: Statement): readonly Expression[] {
  switch (statement[0]) {
    case 'expression':
    case 'throw':
    case 'if':
      return [statement[1]];
    case 'declare':
      return statement[2] === null ? [] : [statement[2]];
    case 'loop':
      return [statement[1], statement[3]].filter((each) => each !== null);
    case 'for':
      return [statement[3]];
    case 'switch':
      return [statement[1]];
    default:
      return [];
  }
}
