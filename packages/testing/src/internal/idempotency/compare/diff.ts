// What differs between the state that a clean run leaves and the state after a fault: more, fewer, or something else.
import { shapeOf, tokensOf } from './canonical';
import type { Change, Sides } from './change';
import { containerKind, leafKind, setKind } from './change-kind';
import { label } from './label';
import {
  childPattern,
  isClockReading,
  isCounter,
  isCounterName,
  isGeneratedId,
  isGeneratedKey,
  isOpen,
  type Learned,
} from './learned';
import { isMoved, isWord, relabel } from './relabel';
import { pairItems, similarityOf } from './pair-items';
import { TokenPairs } from './token-pairs';
import { tokenSignatures } from './token-signatures';
import { Dictionary, isLeaf, isList, type Leaf, leafText, type Tree } from './tree';

/** Lists what differs between the expected and the actual state. `root` begins the patterns. */
export function diffTrees(sides: Sides, root: string, learned: Learned): Change[] {
  const differ = new Differ(sides, root, learned);
  differ.compare(sides, root, '');
  return differ.changes;
}

class Differ {
  readonly changes: Change[] = [];
  private readonly tokens = new TokenPairs();
  private readonly signatures: Partial<Record<'expected' | 'actual', Map<string, string>>> = {};

  constructor(
    private readonly sides: Sides,
    private readonly root: string,
    private readonly learned: Learned,
  ) {}

  compare(sides: Sides, pattern: string, path: string): void {
    const { before, expected, actual } = sides;
    if (isList(expected) && isList(actual)) this.compareLists(sides, pattern, path);
    else if (expected instanceof Dictionary && actual instanceof Dictionary) this.compareEntries(sides, pattern, path);
    else if (isLeaf(expected) && isLeaf(actual)) this.compareLeaves(before, expected, actual, pattern, path);
    else this.add({ ...sides, kind: containerKind(sides), pattern, path, isEntry: false });
  }

  private compareLists({ before, expected, actual }: Sides, pattern: string, path: string): void {
    const child = `${pattern}.[]`;
    const base = isList(before) ? before : [];
    const items = pairItems(
      expected as readonly Tree[],
      actual as readonly Tree[],
      [(item, side) => this.refined(item, child, side), (item) => shapeOf(item, child, this.learned)],
      (left, right) => similarityOf(left, right, child, this.learned),
    );
    for (const [left, right] of items.pairs) {
      this.compareEntry(
        { before: this.baseOf(left, base, child), expected: left, actual: right },
        child,
        `${path}[${label(left)}]`,
      );
    }
    this.leftOver(items.onlyExpected, items.onlyActual, base, child, path);
  }

  /**
   * An entry that the clean run has left alone and that has changed now: another effect, on another thing. One that has changed
   * in part is half-done.
   */
  private compareEntry(sides: Sides, pattern: string, path: string): void {
    const from = this.changes.length;
    this.compare(sides, pattern, path);
    if (this.changes.length === from || sides.before === undefined) return;
    const [before, expected] = [sides.before, sides.expected].map((tree) => shapeOf(tree, pattern, this.learned));
    if (before === expected) relabel(this.changes, { from, kind: 'different', as: 'more' });
    else if (before !== shapeOf(sides.actual, pattern, this.learned))
      relabel(this.changes, { from, kind: 'fewer', as: 'different' }, isWord);
  }

  private leftOver(
    onlyExpected: readonly Tree[],
    onlyActual: readonly Tree[],
    base: readonly Tree[],
    pattern: string,
    path: string,
  ): void {
    const shapes = base.map((item) => shapeOf(item, pattern, this.learned));
    const stood = (item: Tree) => shapes.includes(shapeOf(item, pattern, this.learned));
    // What stood there before and is gone now was removed: once more, or not at all.
    for (const item of onlyExpected) {
      const kind = stood(item) ? 'more' : 'fewer';
      this.add({
        kind,
        path: `${path}[${label(item)}]`,
        pattern,
        isEntry: true,
        before: undefined,
        expected: item,
        actual: undefined,
      });
    }
    for (const item of onlyActual) {
      const kind = stood(item) ? 'fewer' : 'more';
      this.add({
        kind,
        path: `${path}[${label(item)}]`,
        pattern,
        isEntry: true,
        before: undefined,
        expected: undefined,
        actual: item,
      });
    }
  }

  private compareEntries({ before, expected, actual }: Sides, pattern: string, path: string): void {
    const [left, right] = [expected as Dictionary, actual as Dictionary];
    const base = before instanceof Dictionary ? before : undefined;
    const onlyLeft = keysMissingIn(right, left);
    const onlyRight = keysMissingIn(left, right);
    const from = this.changes.length;
    for (const [key, value] of left.entries) {
      if (!right.entries.has(key)) continue;
      const sides = { before: base?.entries.get(key), expected: value, actual: right.entries.get(key) };
      const child = childPattern(pattern, left, key, this.learned);
      if (child.endsWith('.{}')) this.compareEntry(sides, child, step(path, key));
      else this.compare(sides, child, step(path, key));
    }
    if (this.changes.length > from && base !== undefined)
      relabel(this.changes, { from, kind: 'different', as: 'more' }, isMoved(base, left));
    if (onlyLeft.length === 0 && onlyRight.length === 0) return;
    if (
      isOpen(left, pattern, this.learned) ||
      isOpen(right, pattern, this.learned) ||
      this.learned.varyingKeys.has(pattern)
    )
      this.compareKeyed(left, right, onlyLeft, onlyRight, base, pattern, path);
    else this.compareFields(left, right, onlyLeft, onlyRight, base, pattern, path);
  }

  /** Entries of a map whose keys stand on one side only: paired by what they hold, so that a changed key is seen as one. */
  private compareKeyed(
    left: Dictionary,
    right: Dictionary,
    onlyLeft: readonly string[],
    onlyRight: readonly string[],
    base: Dictionary | undefined,
    pattern: string,
    path: string,
  ): void {
    const child = `${pattern}.{}`;
    const value = (key: string, side: 'expected' | 'actual') => (side === 'expected' ? left : right).entries.get(key);
    const isGenerated = (key: string) => isGeneratedKey(key, pattern, this.learned);
    const pair = (ones: readonly string[], others: readonly string[]) =>
      pairItems(ones, others, [(key, side) => shapeOf(value(key, side), child, this.learned)], (one, other) =>
        similarityOf(left.entries.get(one), right.entries.get(other), child, this.learned),
      );
    // A key that was given is never the same as one that was generated.
    const isGiven = (key: string) => !isGenerated(key);
    const [generated, given] = [isGenerated, isGiven].map((is) => pair(onlyLeft.filter(is), onlyRight.filter(is)));
    const pairs = [...(generated?.pairs ?? []), ...(given?.pairs ?? [])];
    const onlyExpected = [...(generated?.onlyExpected ?? []), ...(given?.onlyExpected ?? [])];
    const onlyActual = [...(generated?.onlyActual ?? []), ...(given?.onlyActual ?? [])];
    for (const [one, other] of pairs) {
      if (!(isGenerated(one) && this.tokens.isSame(JSON.stringify(one), JSON.stringify(other), pattern)))
        this.add({
          kind: 'different',
          path: step(path, other),
          pattern,
          isEntry: false,
          isKey: true,
          before: undefined,
          expected: one,
          actual: other,
        });
      this.compare(
        { before: undefined, expected: left.entries.get(one), actual: right.entries.get(other) },
        child,
        step(path, other),
      );
    }
    for (const key of onlyExpected)
      this.add({
        kind: this.isLeftAlone(base, left, key, child) ? 'more' : 'fewer',
        path: step(path, key),
        pattern: child,
        isEntry: true,
        before: base?.entries.get(key),
        expected: left.entries.get(key),
        actual: undefined,
      });
    for (const key of onlyActual)
      this.add({
        kind: base?.entries.has(key) === true ? 'fewer' : 'more',
        path: step(path, key),
        pattern: child,
        isEntry: true,
        before: base?.entries.get(key),
        expected: undefined,
        actual: right.entries.get(key),
      });
  }

  /** Fields of a record. One that is missing in a record which the call itself has made is a half-done record, not a missing effect. */
  private compareFields(
    left: Dictionary,
    right: Dictionary,
    onlyLeft: readonly string[],
    onlyRight: readonly string[],
    base: Dictionary | undefined,
    pattern: string,
    path: string,
  ): void {
    for (const key of [...onlyLeft, ...onlyRight]) {
      const sides = { before: base?.entries.get(key), expected: left.entries.get(key), actual: right.entries.get(key) };
      const child = `${pattern}.${key}`;
      if (this.isMasked(sides.expected, child) || this.isMasked(sides.actual, child)) continue;
      const isMore = right.entries.has(key)
        ? base?.entries.has(key) === false
        : base !== undefined && this.isLeftAlone(base, left, key, child);
      const kind = base === undefined ? 'different' : isMore ? 'more' : 'fewer';
      this.add({ ...sides, kind, path: step(path, key), pattern: child, isEntry: false });
    }
  }

  /** Whether an entry was there and the clean run has not touched it: who removes it does something else besides. */
  private isLeftAlone(base: Dictionary | undefined, left: Dictionary, key: string, pattern: string): boolean {
    if (base?.entries.has(key) !== true) return false;
    const [before, after] = [base, left].map(({ entries }) => shapeOf(entries.get(key), pattern, this.learned));
    return before === after;
  }

  private isMasked(tree: Tree, pattern: string): boolean {
    return isLeaf(tree) && (isClockReading(tree, pattern, this.learned) || this.learned.varying.get(pattern) === 'any');
  }

  private compareLeaves(before: Tree, expected: Leaf, actual: Leaf, pattern: string, path: string): void {
    const { learned } = this;
    const variation = learned.varying.get(pattern);
    if (variation === 'any' && (expected == null) === (actual == null)) return;
    if (isClockReading(expected, pattern, learned) && isClockReading(actual, pattern, learned)) return;
    if (isGeneratedId(expected, pattern, learned) && isGeneratedId(actual, pattern, learned)) {
      if (this.tokens.isSame(leafText(expected), leafText(actual), pattern)) return;
    } else if (leafText(expected) === leafText(actual)) return;
    if (isCounter(pattern, expected, actual, learned)) return;
    this.add({
      kind:
        learned.setPlaces.has(pattern) || isCounterName(pattern, learned)
          ? setKind(before, actual)
          : leafKind({ before, expected, actual }, pattern, learned.bases.get(path.replace(/^state\.?/, ''))),
      path,
      pattern,
      isEntry: false,
      before,
      expected,
      actual,
    });
  }

  private baseOf(item: Tree, base: readonly Tree[], pattern: string): Tree {
    let best: { item: Tree; score: number } | undefined;
    for (const each of base.length > 500 ? base.slice(0, 500) : base) {
      const score = similarityOf(item, each, pattern, this.learned);
      if (score >= 0.5 && score > (best?.score ?? 0)) best = { item: each, score };
    }
    return best?.item;
  }

  private refined(item: Tree, pattern: string, side: 'expected' | 'actual'): string {
    const shape = shapeOf(item, pattern, this.learned);
    const tokens = tokensOf(item, pattern, this.learned);
    if (tokens.length === 0) return shape;
    const signatures = (this.signatures[side] ??= tokenSignatures(this.sides[side], this.root, this.learned));
    return `${shape} ${tokens
      .map(({ token }) => signatures.get(token) ?? '')
      .sort()
      .join('|')}`;
  }

  private add(change: Change): void {
    this.changes.push(change);
  }
}

function keysMissingIn(one: Dictionary, other: Dictionary): readonly string[] {
  let missing: string[] | undefined;
  for (const key of other.entries.keys()) if (!one.entries.has(key)) (missing ??= []).push(key);
  return missing ?? NONE;
}

const NONE: readonly string[] = [];

function step(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
