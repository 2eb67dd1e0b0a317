import { childPattern, isClockReading, type Learned } from './learned';
import { isLeaf, isList, type Tree } from './tree';
import { visitLeaves } from './visit-leaves';

/**
 * Whether a state breaks a sum that the clean run keeps: what leaves one account arrives on another, what is taken from one
 * shelf stands on another. Half of it is no whole item.
 */
export function breaksSum(
  { before, expected, actual }: { readonly before: Tree; readonly expected: Tree; readonly actual: Tree },
  learned: Learned,
): boolean {
  const [start, clean, found] = [before, expected, actual].map((tree) => sumsOf(tree, learned));
  return [...(clean ?? [])].some(([pattern, { sum, parts }]) => {
    const from = start?.get(pattern) ?? NOTHING;
    const isKept = isEqual(sum, from.sum) && parts !== from.parts;
    return isKept && !isEqual(found?.get(pattern)?.sum ?? 0, from.sum);
  });
}

interface Sum {
  readonly sum: number;
  /** The numbers themselves, which tell whether anything has moved. */
  readonly parts: string;
}

const NOTHING: Sum = { sum: 0, parts: '' };

/** Of the numbers at each place that is there more than once. */
function sumsOf(tree: Tree, learned: Learned): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  visitLeaves(tree, 'state', learned, (leaf, pattern) => {
    if (typeof leaf === 'number' && isAmount(leaf, pattern)) add(pattern, leaf);
  });
  for (const { pattern, numbers } of recordsOfNumbers(tree, 'state', learned))
    for (const number of numbers) add(`${pattern}.*`, number);
  return sums;

  function add(pattern: string, number: number): void {
    const { sum, parts } = sums.get(pattern) ?? NOTHING;
    sums.set(pattern, { sum: sum + number, parts: `${parts} ${number}` });
  }

  function isAmount(each: number, pattern: string): boolean {
    return (
      /\.(\[\]|\{\})(\.|$)/.test(pattern) && !learned.varying.has(pattern) && !isClockReading(each, pattern, learned)
    );
  }
}

/** Plain objects of nothing but numbers, as `{ ann: 100, bob: 50 }`: their fields are alike. */
function recordsOfNumbers(
  tree: Tree,
  pattern: string,
  learned: Learned,
): { readonly pattern: string; readonly numbers: readonly number[] }[] {
  if (isList(tree)) return tree.flatMap((item) => recordsOfNumbers(item, `${pattern}.[]`, learned));
  if (isLeaf(tree)) return [];
  const values = [...tree.entries.values()];
  const numbers = values.filter((each) => typeof each === 'number');
  if (values.length > 1 && numbers.length === values.length) return [{ pattern, numbers }];
  return [...tree.entries].flatMap(([key, value]) =>
    recordsOfNumbers(value, childPattern(pattern, tree, key, learned), learned),
  );
}

function isEqual(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}
