import type { Effect } from '../../world';

/** What passed the gate, for counting and for the timeline. */
export interface Passage {
  readonly effect: Effect;
  /** Whether the effect took place. */
  landed: boolean;
  /** Whether it failed by itself. */
  failed?: boolean;
  /** What its caller was given. */
  answer?: unknown;
}
