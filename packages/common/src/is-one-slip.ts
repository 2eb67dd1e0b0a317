/**
 * Whether a word is one slip of the pen away from another: a letter too many, too few or wrong, or two that changed places.
 * Case does not matter. Small, because workflow bundles carry it; `nearestName` is for everything else.
 */
export function isOneSlip(word: string, of: string): boolean {
  let [a, b] = [word.toLowerCase(), of.toLowerCase()];
  while (a && a[0] === b[0]) [a, b] = [a.slice(1), b.slice(1)];
  const [afterA, afterB] = [a.slice(1), b.slice(1)];
  return afterA === afterB || a === afterB || afterA === b || `${a[1]}${a[0]}${a.slice(2)}` === b;
}
