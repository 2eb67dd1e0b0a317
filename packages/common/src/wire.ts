/** Header of every execution started under Handrail. Permanent: it stands in histories. */
export const HEADER = 'handrail';

/** What the header holds, as a JSON payload. */
export interface HeaderContent {
  /** Version of this shape. */
  readonly v: 1;
  /** The starter's policy, see `EffectivePolicy.digest`. */
  readonly policy?: string;
  /** The SLA that the execution was started with, in milliseconds from its start on: a start delay is in it. */
  readonly sla?: number;
  /** When it is out of it, in milliseconds since 1970. A schedule cannot know: its runs add the SLA to their start. */
  readonly deadline?: number;
  /** What is left of the SLA of an execution that has paused it. */
  readonly left?: number;
}

/** Marks the histories in which the SLA is watched: permanent, too. */
export const SLA_PATCH = 'handrail.sla';

/** The summary of the timer that waits for the deadline, by which diagnosis tells it from those of the workflow. */
export const SLA_TIMER = 'SLA deadline';

/** The worker plugin defines this identifier in the workflow bundle; its value is an `EffectivePolicy`. */
export const POLICY_IDENTIFIER = '__HANDRAIL_POLICY__';

/** Marks interceptors, hooks and plugins as ours across copies of the packages, so that none is applied twice. */
export const APPLIED = Symbol.for('hr.applied');
