import type { Learned } from './learned';
import { Dictionary, type Tree } from './tree';

/** State and result in one tree, so that ids are renamed through both. */
export function combined(
  expected: { readonly state: Tree; readonly result: Tree },
  actual: { readonly state: Tree; readonly result: Tree },
  before: Tree,
): { before: Tree; expected: Tree; actual: Tree } {
  const tree = (state: Tree, result: Tree) =>
    new Dictionary(
      new Map([
        ['state', state],
        ['result', result],
      ]),
      false,
    );
  return {
    before: tree(before, undefined),
    expected: tree(expected.state, expected.result),
    actual: tree(actual.state, actual.result),
  };
}

/** The same lessons, for trees in which state and result stand below one root. */
export function rooted(learned: Learned): Learned {
  const below = (set: ReadonlySet<string>) => new Set([...set].map((pattern) => `root.${pattern}`));
  return {
    varying: new Map([...learned.varying].map(([pattern, variation]) => [`root.${pattern}`, variation])),
    varyingKeys: below(learned.varyingKeys),
    openObjects: below(learned.openObjects),
    counters: below(learned.counters),
    bases: learned.bases,
    setPlaces: below(learned.setPlaces),
    plainNumbers: below(learned.plainNumbers),
    clock: learned.clock,
    given: below(learned.given),
    fixedTimes: below(learned.fixedTimes),
  };
}
