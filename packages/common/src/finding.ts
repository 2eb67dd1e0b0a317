import type { Problem } from '@handrail/errors/sandbox';

/**
 * What a guard found in workflow code, as it leaves the sandbox: plain data. The process that runs the worker records it
 * (see `HANDRAIL_BASELINE_RECORD` in `@handrail/common/host`).
 */
export interface Finding {
  readonly problem: Problem;
  /** See `GuardedCall.where`. */
  readonly where: string;
  readonly outcome: 'refused' | 'warned' | 'waived';
}

/** The sink through which workflow code hands out its findings. */
export const FINDING_SINK = 'handrail';

/** The sink's type; written out because this module must not import `@temporalio/workflow`. */
export interface FindingSinks {
  readonly [FINDING_SINK]: {
    found(finding: Finding): void;
    /** The execution was started under a policy with this digest, which is not the bundle's. */
    startedUnder(digest: string): void;
  };
}
