import { childPattern, type Learned } from './learned';
import { Dictionary, isList, type Leaf, type Tree } from './tree';

/** Goes through the values of a tree, and the keys of its dictionaries, each with the pattern of its place. */
export function visitLeaves(
  tree: Tree,
  pattern: string,
  learned: Learned,
  seeLeaf: (leaf: Leaf, pattern: string) => void,
  seeKey?: (key: string, pattern: string) => void,
): void {
  if (isList(tree)) for (const item of tree) visitLeaves(item, `${pattern}.[]`, learned, seeLeaf, seeKey);
  else if (tree instanceof Dictionary)
    for (const [key, value] of tree.entries) {
      seeKey?.(key, pattern);
      visitLeaves(value, childPattern(pattern, tree, key, learned), learned, seeLeaf, seeKey);
    }
  else seeLeaf(tree, pattern);
}
