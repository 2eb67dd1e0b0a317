import type { RehearsedCall } from '../../rehearsal';

/** An execution that has succeeded once, and what there was to be seen. Plain JSON, so that it outlives its process. */
export interface PendingRecord extends Omit<RehearsedCall, 'args'> {
  readonly startedAt: number;
  readonly result: unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** How many activities this worker had begun by then. */
  readonly begun: number;
  /** Other activities were at work. */
  readonly crowded: boolean;
  /** How often the repetition has failed. */
  readonly failures: number;
}

/** How the repetition ended. */
export type Repetition =
  | { readonly kind: 'completed'; readonly result: unknown; readonly state: unknown }
  | { readonly kind: 'failed'; readonly message: string; readonly state: unknown };

export function idOf({
  workflowId,
  runId,
  activityId,
}: Pick<RehearsedCall, 'workflowId' | 'runId' | 'activityId'>): string {
  return JSON.stringify([workflowId, runId, activityId]);
}
