import type { Baseline } from './baseline';
import type { Tree } from './compare/tree';
import type { Judgement } from './judgement';
import type { Obstacle } from './obstacles';
import type { Settings } from './read-options';
import type { RecordedEvent } from './stage-event';

/** One plan that was tried. */
export interface TriedPlan {
  readonly id: string;
  readonly story: string;
  readonly depth: number;
  readonly outcome: 'held' | 'broke' | 'not-reached';
  readonly judgement?: Judgement;
}

/** What was found, with everything that a picture of it needs. */
export interface FoundFault {
  readonly plan: TriedPlan;
  readonly judgement: Judgement;
  readonly events: readonly RecordedEvent[];
  readonly before: Tree;
  readonly expected: Tree;
  readonly actual: Tree;
}

/** Everything that a check has found out. */
export interface Checked {
  readonly settings: Settings;
  readonly plans: readonly TriedPlan[];
  readonly faults: readonly FoundFault[];
  readonly obstacles: readonly Obstacle[];
  readonly baseline: Baseline | undefined;
  readonly cleanEvents: readonly RecordedEvent[];
  readonly notes: readonly string[];
  readonly steps: readonly string[];
  readonly milliseconds: number;
}
