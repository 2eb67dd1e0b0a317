import type { Change } from './compare/change';
import { isLeaf, type Leaf, type Tree } from './compare/tree';

/** What differs between what was expected and what was found. */
export interface Comparison {
  readonly state: readonly Change[];
  readonly result: readonly Change[];
}

/** Where a plan has ended. */
export interface Ending {
  readonly state: Tree;
  readonly result: Tree;
}

/** Many plans end in the same way: what differs then is looked for once. */
export class KnownComparisons {
  private readonly byText = new Map<string, Comparison>();
  /** By the very trees, which need not be rendered then. */
  private readonly byTree = new Map<Tree, Map<Leaf, Comparison>>();

  of({ state, result }: Ending): Comparison | undefined {
    return isLeaf(result) ? this.byTree.get(state)?.get(result) : undefined;
  }

  /** By what was found as text; looks for differences where they are not known yet. */
  orElse(text: string, { state, result }: Ending, look: () => Comparison): Comparison {
    const comparison = this.byText.get(text) ?? look();
    this.byText.set(text, comparison);
    if (!isLeaf(result)) return comparison;
    const ofState = this.byTree.get(state) ?? new Map<Leaf, Comparison>();
    this.byTree.set(state, ofState.set(result, comparison));
    return comparison;
  }
}
