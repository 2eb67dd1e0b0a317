import { childPattern, isClockReading, type Learned } from './learned';
import { Dictionary, isList, leafText, Moment, type Tree } from './tree';

/** Entries of the clean state and of another state that are taken for the same; what is left over stands alone. */
export interface Pairing<T> {
  readonly pairs: readonly (readonly [T, T])[];
  readonly onlyExpected: readonly T[];
  readonly onlyActual: readonly T[];
}

/** Finds the entries that belong together: by equal texts, one text after the other, then by how much they have in common. */
export function pairItems<T>(
  expected: readonly T[],
  actual: readonly T[],
  texts: readonly ((item: T, side: 'expected' | 'actual') => string)[],
  similarity: (left: T, right: T) => number,
): Pairing<T> {
  const pairs: [T, T][] = [];
  let [onlyExpected, onlyActual] = [[...expected], [...actual]];
  for (const text of texts) {
    if (onlyExpected.length === 0 || onlyActual.length === 0) break;
    const candidates = onlyActual;
    // By their places: equal texts and numbers are the same value, but not the same entry.
    const waiting = new Map<string, number[]>();
    for (const [index, item] of candidates.entries()) {
      const key = text(item, 'actual');
      const same = waiting.get(key);
      if (same === undefined) waiting.set(key, [index]);
      else same.push(index);
    }
    onlyExpected = onlyExpected.filter((item) => {
      const partner = waiting.get(text(item, 'expected'))?.shift();
      if (partner === undefined) return true;
      pairs.push([item, candidates[partner] as T]);
      return false;
    });
    const left = new Set([...waiting.values()].flat());
    onlyActual = candidates.filter((_item, index) => left.has(index));
  }
  pairMostSimilar(onlyExpected, onlyActual, similarity, pairs);
  return { pairs, onlyExpected, onlyActual };
}

/** Beyond this many candidates entries are paired in order. */
const MAXIMUM_CANDIDATES = 10_000;

function pairMostSimilar<T>(left: T[], right: T[], similarity: (a: T, b: T) => number, pairs: [T, T][]): void {
  if (left.length === 0 || right.length === 0) return;
  if (left.length * right.length > MAXIMUM_CANDIDATES) {
    const count = Math.min(left.length, right.length);
    const [these, those] = [left.splice(0, count), right.splice(0, count)];
    for (const [index, item] of these.entries()) pairs.push([item, those[index] as T]);
    return;
  }
  const candidates = left.flatMap((item, i) => right.map((other, j) => ({ i, j, score: similarity(item, other) })));
  candidates.sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  for (const { i, j } of candidates) {
    if (usedLeft.has(i) || usedRight.has(j)) continue;
    usedLeft.add(i);
    usedRight.add(j);
    pairs.push([left[i] as T, right[j] as T]);
  }
  retain(left, usedLeft);
  retain(right, usedRight);
}

function retain<T>(list: T[], used: ReadonlySet<number>): void {
  const rest = list.filter((_item, index) => !used.has(index));
  list.splice(0, list.length, ...rest);
}

const IDENTIFYING = /(^|\.)(id|key)$|(Id|Key|_id|_key)$/;

/** How much two trees have in common, from 0 to 1; what names a thing counts for more. */
export function similarityOf(left: Tree, right: Tree, pattern: string, learned: Learned): number {
  const score = { same: 0, all: 0 };
  compare(left, right, pattern);
  return score.all === 0 ? 1 : score.same / score.all;

  function compare(one: Tree, other: Tree, at: string): void {
    if (one instanceof Dictionary && other instanceof Dictionary) {
      for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
        if (one.entries.has(key) && other.entries.has(key))
          compare(one.entries.get(key), other.entries.get(key), childPattern(at, one, key, learned));
        else score.all += 1;
      }
    } else if (isList(one) && isList(other)) {
      score.all += 1;
      if (one.length === other.length) score.same += 1;
    } else if (isList(one) || isList(other) || one instanceof Dictionary || other instanceof Dictionary) score.all += 2;
    else {
      const weight = IDENTIFYING.test(at) ? 3 : 1;
      const isBlank = learned.varying.has(at) || isClockReading(one, at, learned) || one instanceof Moment;
      if (isBlank) return;
      score.all += weight;
      if (leafText(one) === leafText(other)) score.same += weight;
    }
  }
}
