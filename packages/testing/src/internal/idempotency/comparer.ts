// Compares what a plan has left with what the clean runs have left, through everything that they have shown to vary.
import type { Baseline } from './baseline';
import { type Canonical, canonicalize } from './compare/canonical';
import { combined, rooted } from './compare/combined';
import type { Change } from './compare/change';
import { diffTrees } from './compare/diff';
import { isLeaf, type Tree } from './compare/tree';
import { type Comparison, type Ending, KnownComparisons } from './known-comparisons';

const SAME: Comparison = { state: [], result: [] };

export class Comparer {
  private readonly texts = new Map<unknown, string>();
  /** By what was expected. */
  private readonly known = new Map<unknown, KnownComparisons>();
  private readonly rooted;

  constructor(private readonly baseline: Baseline) {
    this.rooted = rooted(baseline.learned);
  }

  /** What a clean run removes again and a crash leaves behind is no effect: harmless, or half-done. */
  private withoutLeftovers(changes: readonly Change[]): readonly Change[] {
    const { transients } = this.baseline;
    return changes.flatMap((change): Change[] => {
      if (!transients.isLeftBehind(change)) return [change];
      return transients.isHarmless(change) ? [] : [{ ...change, kind: 'different' }];
    });
  }

  resultDiffers(result: Tree): boolean {
    const { args, learned } = this.baseline;
    const [one, other] = [args.result, result].map((tree) => canonicalize({ result: tree }, learned)['result']?.shape);
    return one !== other;
  }

  /** Looks for differences anew. */
  forget(): void {
    this.known.clear();
  }

  compareStates(expected: Tree, actual: Tree): readonly Change[] {
    return this.compare({ state: expected, result: undefined }, { state: actual, result: undefined }).state;
  }

  compare(expected: Ending, actual: Ending): Comparison {
    const { learned, before } = this.baseline;
    if (expected.state === actual.state && isLeaf(expected.result) && expected.result === actual.result) return SAME;
    const key = expected.result === undefined && typeof expected.state === 'object' ? expected.state : expected;
    const known = this.known.get(key) ?? new KnownComparisons();
    this.known.set(key, known);
    const same = known.of(actual);
    if (same !== undefined) return same;
    const text = textOf(canonicalize({ state: actual.state, result: actual.result }, learned));
    return known.orElse(text, actual, () => {
      if (this.expectedText(key, expected) === text) return SAME;
      const changes = diffTrees(combined(expected, actual, before), 'root', this.rooted).map(withoutRoot);
      return {
        state: this.withoutLeftovers(changes.filter(({ pattern }) => !isOfResult(pattern))),
        result: changes.filter(({ pattern }) => isOfResult(pattern)),
      };
    });
  }

  private expectedText(key: unknown, { state, result }: Ending): string {
    const text = this.texts.get(key) ?? textOf(canonicalize({ state, result }, this.baseline.learned));
    this.texts.set(key, text);
    return text;
  }
}

function textOf({ state, result }: Record<string, Canonical>): string {
  return `${state?.text} ${result?.text}`;
}

function isOfResult(pattern: string): boolean {
  return pattern === 'result' || pattern.startsWith('result.');
}

function withoutRoot(change: Change): Change {
  return { ...change, pattern: change.pattern.replace(/^root\./, ''), path: change.path.replace(/^state\.?/, '') };
}
