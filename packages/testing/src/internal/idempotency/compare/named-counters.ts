// Numbers that count tries or takeovers by their names: which of them a call moves, and whether they are what it is about.
import { diffTrees } from './diff';
import { isCounterName, isFence, type Learned } from './learned';
import type { Lessons } from './lessons';
import { numberOf } from './number-of';
import type { Tree } from './tree';
import { visitLeaves } from './visit-leaves';

/** The places of such numbers that a call changes or makes, and that are not compared where they stand higher. */
export function movedCounters(before: Tree, after: Tree, learned: Learned): readonly string[] {
  const [left, right] = [before, after].map((tree) => numbersOf(tree, learned));
  return [...(right ?? [])].flatMap(([pattern, numbers]) => (left?.get(pattern) === numbers ? [] : [pattern]));
}

/** Where a call changes nothing else, such a number is its effect: the failed logins of a user, the number of a release. */
export function learnPlainNumbers(before: Tree, after: Tree, lessons: Lessons): void {
  if (diffTrees({ before: undefined, expected: before, actual: after }, 'state', lessons).length > 0) return;
  for (const pattern of movedCounters(before, after, lessons)) if (!isFence(pattern)) lessons.plainNumbers.add(pattern);
}

function numbersOf(tree: Tree, learned: Learned): Map<string, string> {
  const numbers = new Map<string, string>();
  visitLeaves(tree, 'state', learned, (leaf, pattern) => {
    if (numberOf(leaf) !== undefined && isCounterName(pattern, learned))
      numbers.set(pattern, `${numbers.get(pattern) ?? ''} ${numberOf(leaf)}`);
  });
  return numbers;
}
