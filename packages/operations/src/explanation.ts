import type { ErrorCode } from '@handrail/errors';

/** Every cause that `why` knows. The names are permanent: dashboards and scripts match on them. */
export const CAUSE_SLUGS = [
  'not-found',
  'closed-failed',
  'closed-timed-out',
  'closed-terminated',
  'closed-canceled',
  'closed-completed',
  'closed-continued-as-new',
  'start-delayed',
  'workflow-paused',
  'version-unpolled',
  'no-workflow-worker',
  'deadlock',
  'nondeterminism',
  'workflow-not-registered',
  'workflow-task-failing',
  'workflow-task-timing-out',
  'local-activity-running',
  'activity-paused',
  'no-activity-worker',
  'queue-backlog',
  'activity-not-registered',
  'heartbeat-overdue',
  'activity-silent',
  'backoff',
  'activity-retrying',
  'cancel-ignored',
  'child-blocked',
  'nexus-pending',
  'update-pending',
  'history-limit',
  'schedule-to-start-expired',
  'child-running',
  'activity-running',
  'workflow-task-running',
  'timer-wait',
  'signal-wait',
  'schedule-paused',
  'schedule-overlap-skip',
  'schedule-exhausted',
  'rate-limited',
  'unknown',
] as const;

/** The name of a verdict, such as `activity-retrying`. */
export type CauseSlug = (typeof CAUSE_SLUGS)[number];

/** A fact that was seen on the server. */
export interface Evidence {
  readonly what: string;
  /** ISO 8601: since when it has been so. */
  readonly since?: string;
}

/** What to do. */
export interface Remedy {
  readonly text: string;
  /** To be run in a POSIX shell as it stands. */
  readonly command?: string;
}

/** Where to read on. */
export interface ExplanationLinks {
  /** The page of `code`; null for a healthy execution. */
  readonly docs: string | null;
  /** In the Temporal UI; null where no UI is known. */
  readonly ui: string | null;
  /** The policy's own page for `code`. */
  readonly runbook?: string;
}

/** The answer of {@link explainExecution}: why an execution does not go on, or that it is well. */
export interface Explanation {
  readonly schema: 'handrail.why/1';
  readonly workflowId: string;
  /** Null for an execution that was not found. */
  readonly runId: string | null;
  readonly workflowType: string | null;
  readonly cause: CauseSlug;
  /** Whether nobody needs to act. */
  readonly healthy: boolean;
  /** One sentence that stands alone. */
  readonly headline: string;
  readonly evidence: readonly Evidence[];
  /** What happens, and when, if nobody acts. */
  readonly consequence: string;
  readonly remedy: readonly Remedy[];
  /** Null for a healthy execution. */
  readonly code: ErrorCode | null;
  /** The code of a failure that Handrail itself raised, where one is behind this. */
  readonly raisedCode?: ErrorCode;
  readonly links: ExplanationLinks;
  /** From the execution that was asked about down to the one where the cause lies. */
  readonly path: readonly { readonly workflowId: string; readonly cause: CauseSlug }[];
  /** What else holds: symptoms, and smaller things. */
  readonly also: readonly { readonly cause: CauseSlug; readonly headline: string }[];
  /** What could not be looked at, and why. */
  readonly notExamined: readonly string[];
}

const HEALTHY: ReadonlySet<CauseSlug> = new Set([
  'start-delayed',
  'timer-wait',
  'signal-wait',
  'activity-running',
  'child-running',
  'workflow-task-running',
  'closed-completed',
  'closed-continued-as-new',
]);

/** Whether a cause means that nobody needs to act. */
export function isHealthy(cause: CauseSlug): boolean {
  return HEALTHY.has(cause);
}
