import { tokensOf } from './canonical';
import type { Learned } from './learned';
import type { Tree } from './tree';

/** Tells generated ids apart by where they stand: what refers to a row has the row's id, too. */
export function tokenSignatures(tree: Tree, root: string, learned: Learned): Map<string, string> {
  const places = new Map<string, string[]>();
  for (const { token, at, within } of tokensOf(tree, root, learned)) {
    const known = places.get(token);
    if (known === undefined) places.set(token, [`${at} ${within}`]);
    else known.push(`${at} ${within}`);
  }
  return new Map([...places].map(([token, found]) => [token, found.sort().join(';')]));
}
