import type { ErrorCode, Problem } from '@handrail/errors';
import type { CauseSlug, Evidence, Remedy } from './explanation';
import type { Instant } from './facts';
import { isoTime } from './internal/spoken-time';

/** The place in the Temporal UI where a finding is best seen. */
export type UiPlace =
  | { readonly view: 'history' | 'pending-activities' | 'call-stack' | 'relationships' | 'workers' }
  | { readonly view: 'event'; readonly eventId: number }
  | { readonly view: 'task-queue'; readonly taskQueue: string }
  | { readonly view: 'schedule'; readonly scheduleId: string }
  | { readonly view: 'workflows' };

/** One thing that holds for an execution. The one with the lowest rank is the verdict. */
export interface Finding {
  readonly cause: CauseSlug;
  readonly rank: number;
  readonly headline: string;
  readonly evidence: readonly Evidence[];
  readonly consequence: string;
  readonly remedy: readonly Remedy[];
  readonly code: ErrorCode | null;
  readonly raisedCode?: ErrorCode | undefined;
  readonly place: UiPlace;
  /** The execution that `place` is in, where it is not the one that was asked about. */
  readonly placeOf?: { readonly workflowId: string; readonly runId: string } | undefined;
  /** How the way to the root goes on below this execution. */
  readonly path?: readonly { readonly workflowId: string; readonly cause: CauseSlug }[] | undefined;
  /** Which of several findings of one rank comes first: the oldest. */
  readonly since?: Instant | undefined;
}

/** What a cause says of itself; its table adds slug and rank. */
export type Found = Omit<Finding, 'cause' | 'rank' | 'headline' | 'code'> & {
  /** Of the catalogue; its head is the headline. */
  readonly problem?: Problem;
  /** Of a healthy execution. */
  readonly headline?: string;
  /** Where this is less sure than the cause that it stands for: the verdict is then `unknown`. */
  readonly isUnknown?: boolean;
  /** Where it is nearer to the root, or further from it, than its cause mostly is. */
  readonly rank?: number;
};

/** Evidence with its time. */
export function seen(what: string, since?: Instant): Evidence {
  return since === undefined ? { what } : { what, since: isoTime(since) };
}
