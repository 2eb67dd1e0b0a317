import type { Tree } from './tree';

/** A number, also one that is stored as text, as key-value stores do. */
export function numberOf(tree: Tree): number | undefined {
  if (typeof tree === 'number') return tree;
  return typeof tree === 'string' && tree.length < 16 && /^-?\d+(\.\d+)?$/.test(tree) ? Number(tree) : undefined;
}
