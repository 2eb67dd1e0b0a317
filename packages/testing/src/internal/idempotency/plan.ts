import type { Facts } from './facts';
import type { Execution, Run } from './run';

/** How a plan has ended; the judge compares it with what should be. */
export interface PlanEnd {
  /** The execution whose outcome the workflow sees. */
  readonly execution: Execution;
  /**
   * What must have taken effect.
   *
   * - `once`: the call, once.
   * - `both`: the call and the distinct call.
   * - `distinct-took-effect`: the distinct call, beside the other one, whatever it found.
   * - `refused`: the call alone; the conflicting one must have been refused.
   * - `interrupted`: the call was cancelled for good; it must have stopped cleanly or have come to its end.
   */
  readonly expects: 'once' | 'both' | 'distinct-took-effect' | 'refused' | 'interrupted';
  /** A second execution that the plan is about: the distinct or the conflicting call. */
  readonly other?: Execution;
  /** Whether the result must be the clean run's. */
  readonly comparesResult: boolean;
}

/** The plan could not be carried out: the run never came to the point. */
export const NOT_REACHED = Symbol('not reached');

/** One schedule that production may bring, to be tried. */
export interface Plan {
  /** Permanent: `checkIdempotency(..., { plans: [id] })` replays it. */
  readonly id: string;
  /** What happens, as one clause. */
  readonly story: string;
  /** False where the effect was refused: the activity may then say so instead of succeeding. */
  readonly isLanded?: boolean;
  /** How many faults it combines. */
  readonly depth: number;
  run(run: Run): Promise<PlanEnd | typeof NOT_REACHED>;
}

/** A family of plans. Its name selects all of them. */
export interface PlanKind {
  readonly name: string;
  /** When production does this, for somebody who has never thought of it: what follows "In production:". */
  readonly production: string;
  /** The plans with one fault. */
  plans(facts: Facts): Plan[];
  /** Those with two, of which there may be very many: made one by one. */
  pairs?(facts: Facts): PlanPairs[];
}

/** Plans that combine each of some places with each of them. */
export interface PlanPairs {
  readonly count: number;
  at(index: number): Plan;
}

export function pairsOf<T>(points: readonly T[], plan: (one: T, other: T) => Plan): PlanPairs {
  const { length } = points;
  return {
    count: length * length,
    at: (index) => plan(points[Math.floor(index / length)] as T, points[index % length] as T),
  };
}
