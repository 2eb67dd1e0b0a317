/** Header of every execution started under Handrail. Permanent: it stands in histories. */
export const HEADER = 'handrail';

/** What the header holds, as a JSON payload. */
export interface HeaderContent {
  /** Version of this shape. */
  readonly v: 1;
  /** The starter's policy, see `EffectivePolicy.digest`. */
  readonly policy?: string;
}

/** The worker plugin defines this identifier in the workflow bundle; its value is an `EffectivePolicy`. */
export const POLICY_IDENTIFIER = '__HANDRAIL_POLICY__';

/** Marks interceptors, hooks and plugins as ours across copies of the packages, so that none is applied twice. */
export const APPLIED = Symbol.for('handrail.applied');
