// What a call does when it comes alone and has not done after another one.
import type { Change } from './compare/change';
import { diffTrees } from './compare/diff';
import { isNothing } from './compare/grown';
import { NOTHING_LEARNED } from './compare/learned';
import { leafText, isLeaf, type Tree } from './compare/tree';

/** Entries that the call makes or removes when it comes alone and fewer of which it has made or removed now. */
export function missingEntries(
  alone: readonly Change[],
  byFirst: readonly Change[],
  took: readonly Change[],
  hasBeenPut: (change: Change) => boolean,
): Change[] {
  const missing: Change[] = [];
  for (const isAdded of [true, false]) {
    const entries = (changes: readonly Change[]) =>
      changes.filter((change) => change.isEntry && (change.actual !== undefined) === isAdded);
    const made = entries(alone);
    const counts = countsOf(entries(took));
    const wanted = countsOf(made);
    // Those that are there take what was made; what is left over is missing.
    const isPut = (change: Change) =>
      isAdded && (wanted.get(change.pattern) ?? 0) > (counts.get(change.pattern) ?? 0) && hasBeenPut(change);
    const put = made.filter(isPut);
    const others = put.length === 0 ? made : made.filter((change) => !put.includes(change));
    for (const change of [...put, ...others]) {
      const left = counts.get(change.pattern) ?? 0;
      // An entry that both calls share is changed by the second one instead of made; the last one goes with what holds it.
      const isChanged = took.some(
        ({ path, isKey, actual }) =>
          path === change.path ||
          isBelow(path, change.path) ||
          (isKey !== true && isNothing(actual) !== isAdded && isBelow(change.path, path)),
      );
      // An entry of a map that the first call has made, too, is there already: an account that is opened by the first use.
      const isThere =
        took.length > 0 &&
        change.pattern.endsWith('.{}') &&
        byFirst.some(({ path, isEntry, actual }) => isEntry && path === change.path && isSame(actual, change.actual));
      if (left === 0 && !isChanged && !isThere && !put.includes(change)) missing.push(change);
      else counts.set(change.pattern, left - 1);
    }
  }
  return missing;
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

function countsOf(changes: readonly Change[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pattern } of changes) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return counts;
}

/** Two fields of one record: seats, slots, shelves. */
function isBeside(one: string, other: string): boolean {
  return one.slice(0, one.lastIndexOf('.')) === other.slice(0, other.lastIndexOf('.'));
}

function isSameWord(one: Tree, other: Tree): boolean {
  return typeof one === 'string' && one === other;
}

/**
 * Values that the call changes when it comes alone and has left alone now; fine where the first call has set the same, and
 * where it has changed the same of another entry: the next free one. A number that both move by the same amount looks as if the
 * first had set it for both; where the second has not done all that it does alone, it was swallowed (`isPartial`).
 */
export function missingValues(
  alone: readonly Change[],
  byFirst: readonly Change[],
  took: readonly Change[],
  isPartial: boolean,
): Change[] {
  const values = (changes: readonly Change[]) => changes.filter(({ isEntry, isKey }) => !isEntry && isKey !== true);
  const isAlsoAlone = (path: string) => values(alone).some((change) => change.path === path);
  const elsewhere = values(took).filter(({ path }) => !isAlsoAlone(path));
  return values(alone).filter((change) => {
    if (took.some(({ path, isKey }) => isKey !== true && (path === change.path || isBelow(path, change.path))))
      return false;
    const other = elsewhere.findIndex(
      ({ pattern, actual }) =>
        pattern === change.pattern || (isBeside(pattern, change.pattern) && isSameWord(actual, change.actual)),
    );
    if (other >= 0) {
      elsewhere.splice(other, 1);
      return false;
    }
    const first = byFirst.find(({ path, isEntry }) => !isEntry && path === change.path);
    const isMoved = typeof change.expected === 'number' && typeof change.actual === 'number';
    return (
      (isPartial && isMoved) ||
      first === undefined ||
      !isLeaf(first.actual) ||
      !isLeaf(change.actual) ||
      leafText(first.actual) !== leafText(change.actual)
    );
  });
}

/** Whether two trees are the same, ids and times included. */
export function isSame(one: Tree, other: Tree): boolean {
  return diffTrees({ before: undefined, expected: one, actual: other }, 'result', NOTHING_LEARNED).length === 0;
}
