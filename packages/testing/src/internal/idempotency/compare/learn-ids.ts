// What one call teaches that comes after another one: ids that are counted up, and the counters behind them.
import type { Change } from './change';
import { ID_NAME } from './id-names';
import { childPattern, type Learned } from './learned';
import type { Lessons } from './lessons';
import { Dictionary, isLeaf, type Leaf, Moment, type Tree } from './tree';
import { visitLeaves } from './visit-leaves';

/**
 * The same call, alone and after another one: ids that are counted up differ, and so do the counters behind them. Only what
 * looks like an id is learned: a balance differs, too, and must go on being compared.
 */
export function learnShift(
  alone: Change[],
  lessons: Lessons,
  isId: (expected: Leaf, actual: Leaf) => boolean = () => false,
): void {
  for (const { isEntry, isKey, pattern, expected, actual } of alone) {
    if (isEntry) continue;
    if (isKey === true) {
      if (typeof expected === 'string' && typeof actual === 'string' && sameSkeleton(expected, actual))
        lessons.varyingKeys.add(pattern);
    } else if (
      isLeaf(expected) &&
      isLeaf(actual) &&
      (looksCounted(pattern, expected, actual) || isId(expected, actual)) &&
      !lessons.varying.has(pattern)
    )
      lessons.varying.set(pattern, 'token');
  }
}

/** Numbers that keep the same distance from the newest id are the counters from which ids are made. */
export function learnCounters(
  one: { tree: Tree; newest: number },
  two: { tree: Tree; newest: number },
  root: string,
  lessons: Lessons,
): void {
  if (one.newest === 0 || two.newest <= one.newest) return;
  visit(one.tree, two.tree, root);

  function visit(left: Tree, right: Tree, pattern: string): void {
    if (typeof left === 'number' && typeof right === 'number') {
      const distance = left - one.newest;
      if ((distance === 0 || distance === 1) && right - two.newest === distance) lessons.counters.add(pattern);
    } else if (left instanceof Dictionary && right instanceof Dictionary) {
      for (const [key, value] of left.entries)
        if (right.entries.has(key)) visit(value, right.entries.get(key), childPattern(pattern, left, key, lessons));
    }
  }
}

/** The greatest number in the ids of a tree, 0 where they are not counted. */
export function newestId(tree: Tree, root: string, learned: Learned): number {
  let newest = 0;
  visitLeaves(
    tree,
    root,
    learned,
    (leaf, pattern) => {
      if (learned.varying.get(pattern) === 'token') newest = Math.max(newest, countOf(leaf));
    },
    (key, pattern) => {
      if (learned.varyingKeys.has(pattern)) newest = Math.max(newest, countOf(key));
    },
  );
  return newest;
}

function countOf(leaf: Leaf): number {
  const digits = /^(?:\D*\D)?(\d{1,9})$/.exec(leaf instanceof Moment ? leaf.text : String(leaf))?.[1];
  return digits === undefined ? 0 : Number(digits);
}

function looksCounted(pattern: string, one: Leaf, other: Leaf): boolean {
  if (one instanceof Moment || other instanceof Moment) return false;
  if (Number.isInteger(one) && Number.isInteger(other)) return ID_NAME.test(pattern);
  return typeof one === 'string' && typeof other === 'string' && sameSkeleton(one, other);
}

function sameSkeleton(one: string, other: string): boolean {
  return /\d/.test(one) && one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0');
}
