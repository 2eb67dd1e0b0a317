import type { Tree } from './tree';

/** How a place differs from the clean run's: it shows more effects, fewer, or neither. */
export type ChangeKind = 'more' | 'fewer' | 'different';

/** One place at which a state differs from the clean run's. */
export interface Change {
  readonly kind: ChangeKind;
  /** Where, as a reader would say it: `orders[key=k1].status`. */
  readonly path: string;
  /** Where, for what is learned. */
  readonly pattern: string;
  /** A whole entry, or one value. */
  readonly isEntry: boolean;
  /** The keys of a dictionary differ, not its values. */
  readonly isKey?: boolean;
  readonly before: Tree;
  readonly expected: Tree;
  readonly actual: Tree;
}

/** The three states that are compared: before the call, after the clean run, after the run with the fault. */
export interface Sides {
  readonly before: Tree;
  readonly expected: Tree;
  readonly actual: Tree;
}
