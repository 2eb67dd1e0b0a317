import { Dictionary, isList, Moment, type Tree } from '../compare/tree';

/** A tree as plain data again, for JSON. */
export function plainValue(tree: Tree): unknown {
  if (isList(tree)) return tree.map(plainValue);
  if (tree instanceof Dictionary)
    return Object.fromEntries([...tree.entries].map(([key, value]) => [key, plainValue(value)]));
  return tree instanceof Moment ? tree.text : tree;
}

/** A tree on one line, shortened. */
export function showTree(tree: Tree, length = 100): string {
  if (tree === undefined) return '(nothing)';
  const text = JSON.stringify(plainValue(tree)) ?? '(nothing)';
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
