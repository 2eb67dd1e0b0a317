import { canonicalize } from './canonical';
import type { Learned } from './learned';
import type { Tree } from './tree';

/** Whether two states say the same, through all that varies by itself. */
export function sameState(one: Tree, other: Tree, learned: Learned): boolean {
  const [left, right] = [one, other].map((state) => canonicalize({ state }, learned)['state']?.text);
  return left === right;
}
