// What a difference means by what else has become of its record.
import type { Change, ChangeKind } from './change';
import { numberOf } from './number-of';
import { type Dictionary, isLeaf, Moment, type Tree } from './tree';

/** Gives the changes from a place on another kind, where it is meant. */
export function relabel(
  changes: Change[],
  { from, kind, as }: { readonly from: number; readonly kind: ChangeKind; readonly as: ChangeKind },
  isMeant: (change: Change) => boolean = () => true,
): void {
  for (let index = from; index < changes.length; index++) {
    const change = changes[index] as Change;
    if (change.kind === kind && isMeant(change)) changes[index] = { ...change, kind: as };
  }
}

/** A value that is set, not moved on. */
export function isWord({ expected, actual, isEntry }: Change): boolean {
  const isQuantity = (tree: Tree) => tree instanceof Moment || numberOf(tree) !== undefined;
  return !isEntry && isLeaf(expected) && isLeaf(actual) && !isQuantity(expected) && !isQuantity(actual);
}

/** A field that the clean run has left alone and that says now what the clean run has put into another: one more seat, slot, shelf. */
export function isMoved(before: Dictionary, expected: Dictionary): (change: Change) => boolean {
  const put = [...expected.entries].flatMap(([key, value]) =>
    typeof value === 'string' && before.entries.has(key) && before.entries.get(key) !== value ? [value] : [],
  );
  return (change) =>
    isLeaf(change.before) &&
    isLeaf(change.expected) &&
    change.before === change.expected &&
    put.some((value) => value === change.actual);
}
