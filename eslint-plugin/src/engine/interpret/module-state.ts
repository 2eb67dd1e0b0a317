import { somePart } from '../code-parts.js';
import type { ModuleCode } from '../module-code.js';

/** Methods that put something into a list or a collection. */
export const ADDS: ReadonlySet<unknown> = new Set(['push', 'unshift', 'add', 'set', 'fill', 'splice']);

/**
 * Whether a function of a module changes what the module holds: assigns to a variable of the module, or to something in it, or adds
 * something to it. Judged by how the code looks; what holds something in another way is not seen.
 */
export function hasState({ functions, variables }: ModuleCode): boolean {
  const isOfModule = (place: unknown): boolean => {
    let at = place;
    while (Array.isArray(at) && (at[0] === 'member' || at[0] === 'element')) at = at[1] as unknown;
    return Array.isArray(at) && at[0] === 'variable' && variables[at[1] as number]?.owner === 0;
  };
  // The first function is the module itself.
  return somePart(
    functions.slice(1),
    ([kind, first]) => (kind === 'assign' && isOfModule(first)) || (kind === 'call' && addsTo(first, isOfModule)),
  );
}

function addsTo(callee: unknown, isWanted: (place: unknown) => boolean): boolean {
  return Array.isArray(callee) && callee[0] === 'member' && ADDS.has(callee[2]) && isWanted(callee[1]);
}
