/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Some of the numbers below `total`, in order, chosen by the seed; all where there are no more. */
export function sampleIndexes(total: number, count: number, seed: number): number[] {
  if (total <= count) return Array.from({ length: total }, (_each, index) => index);
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * total));
  return [...chosen].sort((one, other) => one - other);
}

/** Some of the items in their order, chosen by the seed; all where there are no more. */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  return sampleIndexes(items.length, Math.max(count, 0), seed).map((index) => items[index] as T);
}
