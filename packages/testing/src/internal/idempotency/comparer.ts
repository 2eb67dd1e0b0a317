// Compares what a plan has left with what the clean runs have left, through everything that they have shown to vary.
import type { Baseline } from './baseline';
import { type Canonical, canonicalize } from './compare/canonical';
import { combined, rooted } from './compare/combined';
import { type Change, diffTrees } from './compare/diff';
import { isLeaf, type Tree } from './compare/tree';

export interface Comparison {
  readonly state: readonly Change[];
  readonly result: readonly Change[];
}

const SAME: Comparison = { state: [], result: [] };

export class Comparer {
  private readonly canonical = new Map<Tree, Record<string, Canonical>>();
  /** Many plans end in the same way: what differs is looked for once. By what was expected, then by what was found. */
  private readonly known = new Map<unknown, Map<string, Comparison>>();
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

  private comparisonsWith(expected: unknown): Map<string, Comparison> {
    let compared = this.known.get(expected);
    if (compared === undefined) {
      compared = new Map();
      this.known.set(expected, compared);
    }
    return compared;
  }

  compareStates(expected: Tree, actual: Tree): readonly Change[] {
    return this.compare({ state: expected, result: undefined }, { state: actual, result: undefined }).state;
  }

  compare(expected: { state: Tree; result: Tree }, actual: { state: Tree; result: Tree }): Comparison {
    const { learned, before } = this.baseline;
    if (expected.state === actual.state && isLeaf(expected.result) && expected.result === actual.result) return SAME;
    const key = expected.result === undefined && typeof expected.state === 'object' ? expected.state : expected;
    let known = this.canonical.get(key as unknown as Tree);
    if (known === undefined) {
      known = canonicalize({ state: expected.state, result: expected.result }, learned);
      this.canonical.set(key as unknown as Tree, known);
    }
    const found = canonicalize({ state: actual.state, result: actual.result }, learned);
    if (known['state']?.text === found['state']?.text && known['result']?.text === found['result']?.text) return SAME;
    const text = `${found['state']?.text} ${found['result']?.text}`;
    const compared = this.comparisonsWith(key);
    let comparison = compared.get(text);
    if (comparison === undefined) {
      const changes = diffTrees(combined(expected, actual, before), 'root', this.rooted).map(withoutRoot);
      comparison = {
        state: this.withoutLeftovers(changes.filter(({ pattern }) => !isOfResult(pattern))),
        result: changes.filter(({ pattern }) => isOfResult(pattern)),
      };
      compared.set(text, comparison);
    }
    return comparison;
  }
}

function isOfResult(pattern: string): boolean {
  return pattern === 'result' || pattern.startsWith('result.');
}

function withoutRoot(change: Change): Change {
  return { ...change, pattern: change.pattern.replace(/^root\./, ''), path: change.path.replace(/^state\.?/, '') };
}
