import type { ModuleCode } from './module-code.js';

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
