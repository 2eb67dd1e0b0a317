import type { ErrorDefinition } from '@handrail/errors';

/** What a finding may say. */
export type FindingVerdict =
  'SWALLOWED_EFFECT' | 'DUPLICATE_EFFECT' | 'LOST_EFFECT' | 'TORN_STATE' | 'STUCK' | 'RESULT_DRIFT' | 'UNSTABLE_KEY';

/** What the sentences of a finding are made of. */
export interface FindingFacts {
  readonly activity: string;
  /** What happened, as one clause. */
  readonly story: string;
  /** What is wrong then, as one clause. */
  readonly detail: string;
}

/** One verdict with the catalogue entry that words it. */
export interface VerdictKind {
  readonly verdict: FindingVerdict;
  readonly definition: ErrorDefinition<FindingFacts>;
}
