/** What stands in for `compiledMilliseconds` in workflow bundles. */
export function compiledMilliseconds(_value: unknown): undefined {
  return undefined;
}
