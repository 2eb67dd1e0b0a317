// What two calls teach about the numbers that both move.
import { diffTrees } from './diff';
import type { Lessons } from './lessons';
import { numberOf } from './number-of';
import { Dictionary, isLeaf, type Leaf, leafText, type Tree } from './tree';

/**
 * A number that each of two calls moves, alone and together: where it starts from follows, also where the state shows it only
 * once a call has set it (a balance that is 10,000 by default).
 */
export function learnBases(one: Tree, other: Tree, both: Tree, lessons: Lessons): void {
  visit(one, other, both, '');

  function visit(first: Tree, second: Tree, together: Tree, path: string): void {
    if (first instanceof Dictionary && second instanceof Dictionary && together instanceof Dictionary) {
      for (const [key, value] of first.entries) {
        if (second.entries.has(key) && together.entries.has(key))
          visit(value, second.entries.get(key), together.entries.get(key), path === '' ? key : `${path}.${key}`);
      }
      return;
    }
    const [a, b, c] = [first, second, together].map(numberOf);
    if (a === undefined || b === undefined || c === undefined) return;
    const base = a + b - c;
    // Where the second call has set its own value instead, nothing follows.
    if (c !== b && c !== a && Number.isFinite(base)) lessons.bases.set(path, base);
  }
}

/** Numbers that the second of two calls leaves as if it had come alone, though the first one had moved them: it sets its own. */
export function learnSetPlaces(
  states: { readonly before: Tree; readonly one: Tree; readonly other: Tree; readonly both: Tree },
  root: string,
  lessons: Lessons,
): void {
  const { before, one, other, both } = states;
  const values = (expected: Tree, actual: Tree) =>
    diffTrees({ before, expected, actual }, root, lessons).filter(({ isEntry, isKey }) => !isEntry && isKey !== true);
  const alone = new Map(values(before, other).map(({ path, actual }) => [path, actual]));
  const byFirst = new Set(values(before, one).map(({ path }) => path));
  for (const { path, pattern, actual } of values(one, both)) {
    const own = alone.get(path);
    const isNumber = numberOf(own) !== undefined;
    if (isNumber && byFirst.has(path) && isLeaf(actual) && leafText(own as Leaf) === leafText(actual))
      lessons.setPlaces.add(pattern);
  }
}
