import type { Info } from '@temporalio/activity';
import type { Failure } from './failure';

/** Where an attempt is met: before or after the n-th thing (from 0) that it sends through the gate. */
export interface Point {
  readonly at: number;
  readonly side: 'before' | 'after';
}

/** What happens to an attempt at a point. */
export type Interruption = Point &
  (
    | { readonly action: 'freeze' }
    | {
        readonly action: 'fail';
        readonly fault: number;
        /** Whatever the attempt does of the same kind after it fails in the same way: the receiver stays down. */
        readonly isLasting?: boolean;
      }
    | { readonly action: 'shut-down' }
    | { readonly action: 'request-cancel' }
  );

/** How an attempt ended. */
export type Outcome =
  | { readonly kind: 'completed'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled'; readonly failure: Failure }
  /** It waits for something that will never come, or does more than any other run. */
  | { readonly kind: 'timed-out'; readonly why: string };

/** One run of the activity's code, as one worker would run it. */
export interface AttemptPlan {
  readonly id: number;
  readonly lane: string;
  readonly info: Info;
  /** Which worker process runs it. */
  readonly worker: number;
  readonly call: () => unknown;
  readonly interruptions: readonly Interruption[];
  /** Freezes before everything it sends through the gate, to be let on step by step. */
  readonly isStepwise: boolean;
  /** Freezes after everything, too, so that what changes in between is seen. */
  readonly isObserved?: boolean;
  readonly limit: number;
}
