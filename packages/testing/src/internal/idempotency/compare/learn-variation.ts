// What two clean runs of one call teach: which values vary by themselves.
import type { Change } from './change';
import { diffTrees } from './diff';
import { ID_NAME } from './id-names';
import { childPattern, type Variation } from './learned';
import type { Lessons } from './lessons';
import { Dictionary, isLeaf, type Leaf, type Tree } from './tree';

/** Plain objects that gained or lost entries from one state to the other are used as maps. */
export function learnOpenObjects(before: Tree, after: Tree, root: string, lessons: Lessons): void {
  visit(before, after, root);

  function visit(one: Tree, other: Tree, pattern: string): void {
    if (!(one instanceof Dictionary) || !(other instanceof Dictionary)) return;
    const [left, right] = [[...one.entries.keys()], [...other.entries.keys()]];
    // Fields are added to a record now and then; a map's entries are things of their own.
    const added = right.filter((key) => !one.entries.has(key));
    const removed = left.filter((key) => !other.entries.has(key));
    const isThing = (dictionary: Dictionary, key: string) => !isLeaf(dictionary.entries.get(key)) || left.length === 0;
    if (added.some((key) => isThing(other, key)) || removed.some((key) => isThing(one, key)))
      lessons.openObjects.add(pattern);
    for (const key of left) {
      if (other.entries.has(key))
        visit(one.entries.get(key), other.entries.get(key), childPattern(pattern, one, key, lessons));
    }
  }
}

/**
 * Two clean runs of the same call: whatever differs between them varies by itself. Returns what cannot be put down to
 * values that vary: an entry that one run made and the other did not.
 */
export function learnVariation(before: Tree, first: Tree, second: Tree, root: string, lessons: Lessons): Change[] {
  const unexplained: Change[] = [];
  for (const change of diffTrees({ before, expected: first, actual: second }, root, lessons)) {
    if (change.isKey === true) lessons.varyingKeys.add(change.pattern);
    else if (
      !change.isEntry &&
      isLeaf(change.expected) &&
      isLeaf(change.actual) &&
      isPresent(change.expected) === isPresent(change.actual)
    )
      lessons.varying.set(change.pattern, variationOf(change.pattern, change.expected, change.actual));
    else unexplained.push(change);
  }
  return unexplained;
}

function isPresent(leaf: Leaf): boolean {
  return leaf !== null && leaf !== undefined;
}

function variationOf(pattern: string, one: Leaf, other: Leaf): Variation {
  if (typeof one === 'string' && typeof other === 'string' && Math.min(one.length, other.length) >= 4) return 'token';
  // A number that an activity returns is mostly the id of what it has made.
  if (Number.isInteger(one) && Number.isInteger(other) && (ID_NAME.test(pattern) || /^(root\.)?result\b/.test(pattern)))
    return 'token';
  return 'any';
}
