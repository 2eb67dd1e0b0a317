import { shapeOf } from './canonical';
import { childPattern, type Learned } from './learned';
import { Dictionary, isList, type Tree } from './tree';

/** How many entries at a place say what this one says, generated ids and times aside. */
export function countEntries(tree: Tree, entry: Tree, place: string, root: string, learned: Learned): number {
  const wanted = shapeOf(entry, place, learned);
  let count = 0;
  visit(tree, root);
  return count;

  function visit(each: Tree, pattern: string): void {
    if (pattern === place) count += shapeOf(each, place, learned) === wanted ? 1 : 0;
    else if (!place.startsWith(pattern)) return;
    else if (isList(each)) for (const item of each) visit(item, `${pattern}.[]`);
    else if (each instanceof Dictionary)
      for (const [key, value] of each.entries) visit(value, childPattern(pattern, each, key, learned));
  }
}
