import type { CauseSlug } from './explanation';
import type { Found } from './finding';
import type { Situation } from './situation';

/** A reason why an execution does not go on, or why that is as it should be. One file in `causes/` each. */
export interface Cause {
  readonly slug: CauseSlug;
  /** The lower, the nearer to the root: what holds with a lower rank makes the rest symptoms. */
  readonly rank: number;
  /** Whether it is about what a workflow waits for: that this was asked to cancel is part of its evidence then. */
  readonly isOfPendingWork?: boolean;
  /** What holds of this cause: nothing, or one finding for each thing that is in this state. */
  readonly find: (situation: Situation) => readonly Found[];
}
