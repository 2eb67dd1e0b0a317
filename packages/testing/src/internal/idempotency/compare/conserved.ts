import { isClockReading, type Learned } from './learned';
import type { Tree } from './tree';
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
    if (typeof leaf !== 'number' || !isAmount(leaf, pattern)) return;
    const { sum, parts } = sums.get(pattern) ?? NOTHING;
    sums.set(pattern, { sum: sum + leaf, parts: `${parts} ${leaf}` });
  });
  return sums;

  function isAmount(each: number, pattern: string): boolean {
    return (
      /\.(\[\]|\{\})(\.|$)/.test(pattern) && !learned.varying.has(pattern) && !isClockReading(each, pattern, learned)
    );
  }
}

function isEqual(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}
