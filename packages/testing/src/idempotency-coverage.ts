import { checkedActivities } from './internal/idempotency/checked-activities';
import { methodNames } from './internal/idempotency/read-options';

/** Which activities have been checked. */
export interface IdempotencyCoverage {
  /** Those with a check that was run in this process, or an exemption, with its reason. */
  readonly covered: readonly { readonly activity: string; readonly verdict?: string; readonly exempt?: string }[];
  /** Those without. */
  readonly missing: readonly string[];
}

/**
 * Compares the activities that a worker registers with the checks that have run in this process so far, by the name of the
 * activity. Call it when all checks are done.
 */
export function idempotencyCoverage(activities: object): IdempotencyCoverage {
  const names = methodNames(activities);
  const covered = names.flatMap((activity) => {
    const known = checkedActivities().get(activity);
    return known === undefined ? [] : [{ activity, ...known }];
  });
  return { covered, missing: names.filter((name) => !checkedActivities().has(name)) };
}
