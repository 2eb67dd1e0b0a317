// What clean runs teach: which values vary by themselves, and which only because another call came before.
import type { Change } from './change';
import { diffTrees } from './diff';
import { numberOf } from './number-of';
import { childPattern, isWithinClock, type Learned, type Variation } from './learned';
import { Dictionary, isLeaf, isList, type Leaf, leafText, Moment, type Tree } from './tree';

/** A mutable {@link Learned}, while it is being learned. */
export interface Lessons {
  readonly varying: Map<string, Variation>;
  readonly varyingKeys: Set<string>;
  readonly openObjects: Set<string>;
  readonly counters: Set<string>;
  readonly bases: Map<string, number>;
  readonly setPlaces: Set<string>;
  clock: { from: number; to: number };
  readonly given: Set<string>;
  readonly fixedTimes: Set<string>;
  readonly movingTimes: Set<string>;
}

export function noLessons(): Lessons {
  return {
    varying: new Map(),
    varyingKeys: new Set(),
    openObjects: new Set(),
    counters: new Set(),
    bases: new Map(),
    setPlaces: new Set(),
    clock: { from: 0, to: 0 },
    given: new Set(),
    fixedTimes: new Set(),
    movingTimes: new Set(),
  };
}

/** Lessons that may yet be given up. */
export function copyLessons(lessons: Lessons): Lessons {
  const copy = noLessons();
  takeOver(copy, lessons);
  return copy;
}

/** Puts what others have learned in the place of what was learned so far. */
export function takeOver(lessons: Lessons, others: Lessons): void {
  lessons.clock = others.clock;
  replaceMap(lessons.varying, others.varying);
  replaceMap(lessons.bases, others.bases);
  for (const name of [
    'varyingKeys',
    'openObjects',
    'counters',
    'setPlaces',
    'given',
    'fixedTimes',
    'movingTimes',
  ] as const) {
    lessons[name].clear();
    for (const pattern of others[name]) lessons[name].add(pattern);
  }
}

function replaceMap<V>(map: Map<string, V>, others: ReadonlyMap<string, V>): void {
  map.clear();
  for (const [key, value] of others) map.set(key, value);
}

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

/** The greatest number in the ids of a tree, 0 where they are not counted. */
export function newestId(tree: Tree, root: string, learned: Learned): number {
  let newest = 0;
  visit(tree, root);
  return newest;

  function visit(each: Tree, pattern: string): void {
    if (isList(each)) for (const item of each) visit(item, `${pattern}.[]`);
    else if (each instanceof Dictionary) {
      for (const [key, value] of each.entries) {
        if (learned.varyingKeys.has(pattern)) newest = Math.max(newest, countOf(key));
        visit(value, childPattern(pattern, each, key, learned));
      }
    } else if (learned.varying.get(pattern) === 'token') newest = Math.max(newest, countOf(each));
  }
}

function countOf(leaf: Leaf): number {
  const digits = /^(?:\D*\D)?(\d{1,9})$/.exec(leaf instanceof Moment ? leaf.text : String(leaf))?.[1];
  return digits === undefined ? 0 : Number(digits);
}

function isPresent(leaf: Leaf): boolean {
  return leaf !== null && leaf !== undefined;
}

const ID_NAME =
  /(^|[._])(id|ids|key|ref|reference|no|number|seq|serial|receipt|token)(\.\[\])?$|(Id|Key|Ref|Reference|No|Number|Seq|Receipt|Token)$/;

function variationOf(pattern: string, one: Leaf, other: Leaf): Variation {
  if (typeof one === 'string' && typeof other === 'string' && Math.min(one.length, other.length) >= 4) return 'token';
  // A number that an activity returns is mostly the id of what it has made.
  if (Number.isInteger(one) && Number.isInteger(other) && (ID_NAME.test(pattern) || /^(root\.)?result\b/.test(pattern)))
    return 'token';
  return 'any';
}

function looksCounted(pattern: string, one: Leaf, other: Leaf): boolean {
  if (one instanceof Moment || other instanceof Moment) return false;
  if (Number.isInteger(one) && Number.isInteger(other)) return ID_NAME.test(pattern);
  return typeof one === 'string' && typeof other === 'string' && sameSkeleton(one, other);
}

function sameSkeleton(one: string, other: string): boolean {
  return /\d/.test(one) && one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0');
}
