import type { Change } from './compare/change';
import type { FindingVerdict } from './verdicts';

/** What is wrong with how a plan ended. */
export interface Judgement {
  readonly verdict: FindingVerdict;
  /** One clause that names the facts. */
  readonly detail: string;
  readonly changes: readonly Change[];
  /** The state was compared with what both calls leave, not with what the one leaves. */
  readonly isOfBoth?: boolean;
}
