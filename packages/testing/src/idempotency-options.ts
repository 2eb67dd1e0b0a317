import type { World } from './world';

/**
 * An activity to check: the function itself, a way to make a fresh one for every attempt (as a restarted worker has it), or
 * a method of an activity object.
 */
export type CheckedActivity<Args extends readonly never[] = never[]> =
  | ((...args: Args) => unknown)
  | { readonly create: () => ((...args: Args) => unknown) | Promise<(...args: Args) => unknown> }
  | { readonly activities: object; readonly name: string };

/**
 * What to check, and against what.
 *
 * @typeParam Args the arguments that the activity declares, where they are known
 */
export interface IdempotencyOptions<Args extends readonly unknown[] = readonly unknown[]> {
  /** The arguments of one legitimate call. */
  readonly args: Args;
  /**
   * The arguments of another legitimate call. Both must take effect: an activity that does nothing the second time whatever
   * comes is as wrong as one that does everything twice. Without it an activity that writes is not judged.
   */
  readonly distinct?: Args | undefined;
  /** The same key with other arguments: must be refused, never answered with the first result and never mixed with it. */
  readonly conflicting?: Args | undefined;
  /** What the activity reads and writes. */
  readonly world: World | readonly World[];
  /**
   * `virtual`: inside the activity Date and timers follow the check, so that waiting costs nothing and retries come later.
   * @default 'virtual'
   */
  readonly clock?: 'virtual' | 'real' | undefined;
  /** Places in the state that do not matter: `orders.tries`, `log`; with several worlds `postgres.orders.tries`. */
  readonly ignore?: readonly string[] | undefined;
  /**
   * `none` for an activity that only reads.
   * @default 'some'
   */
  readonly effects?: 'some' | 'none' | undefined;
  /**
   * Decides which combinations of faults are tried. The same seed gives the same verdict.
   * @default 1
   */
  readonly seed?: number | undefined;
  readonly budget?: IdempotencyBudget | undefined;
  /** Runs these alone: kinds of plans (`zombie`) or ids (`crash/after-e2`). */
  readonly plans?: readonly string[] | undefined;
  /**
   * What the report calls the activity.
   * @default the name of the function
   */
  readonly name?: string | undefined;
}

/** How much a check may do. What does not fit is said, and without a finding it is not judged. */
export interface IdempotencyBudget {
  /**
   * Plans to try at most.
   * @default every plan with one fault, and of those with two as many as make 200
   */
  readonly plans?: number | undefined;
  /** @default 60_000 */
  readonly milliseconds?: number | undefined;
}
