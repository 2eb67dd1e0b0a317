// A value that changes its form where it grows or shrinks: null, an empty text or nothing at all beside a list or an object.
import type { Change } from './change';
import { diffTrees } from './diff';
import type { Learned } from './learned';
import { Dictionary, isLeaf, isList, type Tree } from './tree';

/**
 * The same change, told by what has been put in or taken out: one more line of what was an empty text, one tag of what was null.
 * Two calls that grow one value then differ in their entries, whichever of them found nothing there.
 */
export function byEntries(change: Change, learned: Learned): readonly Change[] {
  if (change.isKey === true || change.isEntry) return [change];
  const form = isLeaf(change.actual) ? change.expected : change.actual;
  if (isLeaf(form)) return [change];
  const [expected, actual] = [change.expected, change.actual].map((tree) => inForm(form, tree));
  if (expected === undefined || actual === undefined) return [change];
  const entries = diffTrees({ before: undefined, expected, actual }, change.pattern, learned)
    .map((each) => ({ ...each, path: joined(change.path, each.path) }))
    .flatMap((each) => byEntries(each, learned));
  return entries.length === 0 ? [change] : entries;
}

/** What stands there, seen as what the other side is: nothing is an empty one, one line is a text of lines. */
function inForm(form: Tree, tree: Tree): Tree {
  if (isNothing(tree)) return form instanceof Dictionary ? new Dictionary(new Map(), form.isOpen) : [];
  if (isList(form)) return isList(tree) ? tree : isLeaf(tree) ? [tree] : undefined;
  return tree instanceof Dictionary ? tree : undefined;
}

/** What stores have for "nothing there yet". */
export function isNothing(tree: Tree): boolean {
  return tree === undefined || tree === null || tree === '';
}

function joined(path: string, below: string): string {
  return path === '' || below === '' || below.startsWith('[') ? `${path}${below}` : `${path}.${below}`;
}
