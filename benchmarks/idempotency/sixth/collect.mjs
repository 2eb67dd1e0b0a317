/** Gathers activities with the verdict that is expected of each and why; `build` is handed the worlds. */
export function collect(area) {
  const cases = [];
  /** A wrong activity. */
  const bug = (name, operator, expected, because, build) =>
    cases.push({ name: `${area}/${name}`, operator, expected, because, build });
  /** A right one, or one that cannot be judged. */
  const fine = (name, because, build, expected = 'IDEMPOTENT') =>
    cases.push({ name: `${area}/${name}`, operator: 'none', expected, because, build });
  return { cases, bug, fine };
}
