/** The known name that `name` was most likely meant to be: one slip away, or two where it is a long name. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length < 3 || name.length > 60) return undefined;
  let best: string | undefined;
  let bestDistance = (name.length < 8 ? 1 : 2) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

// How many letters are wrong, missing, too many, or have changed places with their neighbour; given up as soon as it
// reaches `limit` (optimal string alignment).
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? (above[j - 2] ?? 0) + 1 : limit;
      next.push(Math.min(substitution, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    // What two letters cost that have changed places is counted from the row above this one.
    if (Math.min(...row, ...next) >= limit) return limit;
    [above, row] = [row, next];
  }
  return row[b.length] ?? limit;
}
