/**
 * A list of activities with what is expected of each, from the semantics of at-least-once delivery alone.
 * `build` is handed the worlds and gives the activity with its specification.
 */
export function newCases(area) {
  const cases = [];
  /** @param {string} because why this verdict and no other, in one sentence */
  const add = (name, operator, expected, because, build) =>
    cases.push({ name: `${area}/${name}`, operator, expected, because, build });
  return { cases, add };
}
