import type { CleanRun } from './clean-run';
import { canonicalize } from './compare/canonical';
import { combined, rooted } from './compare/combined';
import type { Change } from './compare/change';
import { diffTrees } from './compare/diff';
import { learnFixedTimes } from './compare/learn-fixed-times';
import { learnVariation } from './compare/learn-variation';
import type { Lessons } from './compare/lessons';
import type { Tree } from './compare/tree';

/** Learns from two clean runs of one call; gives what stays unexplained. */
export function compareRuns(before: Tree, first: CleanRun, second: CleanRun, lessons: Lessons): Change[] {
  learnFixedTimes(first.state, second.state, 'state', lessons);
  learnFixedTimes(first.result, second.result, 'result', lessons);
  const unexplained = [
    ...learnVariation(before, first.state, second.state, 'state', lessons),
    ...learnVariation(undefined, first.result, second.result, 'result', lessons),
  ];
  if (unexplained.length > 0) return unexplained;
  const [one, two] = [first, second].map(({ state, result }) => canonicalize({ state, result }, lessons));
  const isSame = one?.['state']?.text === two?.['state']?.text && one?.['result']?.text === two?.['result']?.text;
  return isSame ? [] : diffTrees(combined(first, second, before), 'root', rooted(lessons));
}
