import { givenKey, isWithinClock } from './learned';
import type { Lessons } from './lessons';
import { leafText, type Tree } from './tree';
import { visitLeaves } from './visit-leaves';

/**
 * Notes the ids and times that stand in the initial state where calls put generated ones: a token that is rotated, the time of
 * the last visit. Where one of them still stands in the end, nothing has been put there.
 */
export function learnGiven(before: Tree, root: string, lessons: Lessons): void {
  lessons.given.clear();
  const given = new Set<string>();
  visitLeaves(
    before,
    root,
    lessons,
    (leaf, pattern) => {
      if (lessons.varying.get(pattern) === 'token' || isWithinClock(leaf, lessons))
        given.add(givenKey(pattern, leafText(leaf)));
    },
    (key, pattern) => {
      if (lessons.varyingKeys.has(pattern)) given.add(givenKey(`${pattern}.@key`, key));
    },
  );
  for (const key of given) lessons.given.add(key);
}
