import { childPattern, givenKey, isWithinClock } from './learned';
import type { Lessons } from './lessons';
import { Dictionary, isList, leafText, type Tree } from './tree';

/**
 * Notes the ids and times that stand in the initial state where calls put generated ones: a token that is rotated, the time of
 * the last visit. Where one of them still stands in the end, nothing has been put there.
 */
export function learnGiven(before: Tree, root: string, lessons: Lessons): void {
  lessons.given.clear();
  const given = new Set<string>();
  visit(before, root);
  for (const key of given) lessons.given.add(key);

  function visit(each: Tree, pattern: string): void {
    if (isList(each)) for (const item of each) visit(item, `${pattern}.[]`);
    else if (each instanceof Dictionary) {
      for (const [key, value] of each.entries) {
        if (lessons.varyingKeys.has(pattern)) given.add(givenKey(`${pattern}.@key`, key));
        visit(value, childPattern(pattern, each, key, lessons));
      }
    } else if (lessons.varying.get(pattern) === 'token' || isWithinClock(each, lessons))
      given.add(givenKey(pattern, leafText(each)));
  }
}
