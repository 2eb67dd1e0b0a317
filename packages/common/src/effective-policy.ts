import type { BaselineEntry } from './baseline';
import type { Policy } from './policy';

/**
 * A policy as one process applies it: `HANDRAIL_MODE` and the baseline file are taken into account. It is JSON: the
 * worker plugin embeds it in the workflow bundle as `__HANDRAIL_POLICY__`.
 */
export interface EffectivePolicy extends Omit<Policy, 'mode'> {
  readonly mode: 'enforce' | 'warn';
  /** What the baseline file tolerates; empty without one. */
  readonly baseline: readonly BaselineEntry[];
  /** Inside a `TestWorkflowEnvironment` short workflow timeouts are the normal case (HR2003 only warns). */
  readonly testEnvironment: boolean;
  /** Short fingerprint of what decides verdicts, to notice that a client and a worker apply different policies. */
  readonly digest: string;
}
