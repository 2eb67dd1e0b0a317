/** How many observations were not above a limit; the last limit is infinite. */
export interface Bucket {
  readonly limit: number;
  readonly count: number;
}

/**
 * The value below which this share of the observations lies, as PromQL's `histogram_quantile` estimates it: evenly spread within
 * a bucket, and the highest finite limit where it lies beyond. Undefined where nothing was observed.
 */
export function histogramQuantile(share: number, buckets: readonly Bucket[]): number | undefined {
  const sorted = [...buckets].sort((one, other) => one.limit - other.limit);
  const total = sorted.at(-1)?.count ?? 0;
  if (total === 0) return undefined;
  const rank = share * total;
  const at = sorted.findIndex(({ count }) => count >= rank);
  const { limit, count } = sorted[at] ?? { limit: Number.POSITIVE_INFINITY, count: total };
  const { limit: below, count: countBelow } = sorted[at - 1] ?? { limit: 0, count: 0 };
  if (!Number.isFinite(limit)) return at > 0 ? below : undefined;
  return count === countBelow ? limit : below + (limit - below) * ((rank - countBelow) / (count - countBelow));
}
