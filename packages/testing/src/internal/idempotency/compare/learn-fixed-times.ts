import { childPattern, isWithinClock } from './learned';
import type { Lessons } from './lessons';
import { Dictionary, isList, leafText, type Tree } from './tree';

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
  visit(tree, root);
  return found;

  function visit(each: Tree, pattern: string): void {
    if (isList(each)) for (const item of each) visit(item, `${pattern}.[]`);
    else if (each instanceof Dictionary)
      for (const [key, value] of each.entries) visit(value, childPattern(pattern, each, key, lessons));
    else if (isWithinClock(each, lessons)) found.set(pattern, [...(found.get(pattern) ?? []), leafText(each)]);
  }
}
