import { isWithinClock } from './learned';
import type { Lessons } from './lessons';
import { leafText, type Tree } from './tree';
import { visitLeaves } from './visit-leaves';

/** Times near "now" that two runs on different days leave alike: due dates that were given, periods that were extended. */
export function learnFixedTimes(first: Tree, second: Tree, root: string, lessons: Lessons): void {
  const [one, other] = [first, second].map((tree) => timesByPlace(tree, root, lessons));
  for (const [pattern, times] of one ?? []) {
    if (times.sort().join() !== other?.get(pattern)?.sort().join()) lessons.movingTimes.add(pattern);
    if (lessons.movingTimes.has(pattern)) lessons.fixedTimes.delete(pattern);
    else lessons.fixedTimes.add(pattern);
  }
}

function timesByPlace(tree: Tree, root: string, lessons: Lessons): Map<string, string[]> {
  const found = new Map<string, string[]>();
  visitLeaves(tree, root, lessons, (leaf, pattern) => {
    if (isWithinClock(leaf, lessons)) found.set(pattern, [...(found.get(pattern) ?? []), leafText(leaf)]);
  });
  return found;
}
