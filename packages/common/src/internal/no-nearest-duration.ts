/** Stands in for `nearestDuration` in workflow bundles, which have no room for it. */
export function nearestDuration(_value: unknown): undefined {
  return undefined;
}
