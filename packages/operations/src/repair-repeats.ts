import type { PlannedRepair } from './repair';

/** What `idempotencyCoverage` of `@handrail/testing` returns: which activities have an idempotency check. */
export interface CheckedActivities {
  readonly covered: readonly { readonly activity: string; readonly verdict?: string; readonly exempt?: string }[];
  readonly missing: readonly string[];
}

/** An activity that a repair would run again. */
export interface RepeatedActivity {
  readonly activityType: string;
  readonly times: number;
  /** In how many executions. */
  readonly executions: number;
  /** `safe` after a check that it passed, or with an exemption; `unknown` where nobody said which activities are checked. */
  readonly check: 'safe' | 'unsafe' | 'unchecked' | 'unknown';
  /** The verdict of the check, or why it is exempt. */
  readonly verdict?: string;
}

const IDEMPOTENT = 'IDEMPOTENT';
const ORDER = ['unsafe', 'unchecked', 'unknown', 'safe'];

/** Pure: which activities a repair would run again and whether each has an idempotency check, the most doubtful first. */
export function repeatedActivities(repairs: readonly PlannedRepair[], checked?: CheckedActivities): RepeatedActivity[] {
  const counts = new Map<string, { times: number; executions: number }>();
  for (const { repeats } of repairs) {
    for (const activityType of new Set(repeats)) {
      const { times = 0, executions = 0 } = counts.get(activityType) ?? {};
      const here = repeats.filter((each) => each === activityType).length;
      counts.set(activityType, { times: times + here, executions: executions + 1 });
    }
  }
  const all = [...counts].map(([activityType, count]) => ({
    activityType,
    ...count,
    ...checkOf(activityType, checked),
  }));
  return all.sort((one, other) => ORDER.indexOf(one.check) - ORDER.indexOf(other.check) || other.times - one.times);
}

function checkOf(
  activityType: string,
  checked: CheckedActivities | undefined,
): Pick<RepeatedActivity, 'check' | 'verdict'> {
  if (checked === undefined) return { check: 'unknown' };
  const known = checked.covered.find(({ activity }) => activity === activityType);
  if (known === undefined) return { check: 'unchecked' };
  if (known.exempt !== undefined) return { check: 'safe', verdict: `exempt: ${known.exempt}` };
  const verdict = known.verdict ?? 'without a verdict';
  return { check: verdict === IDEMPOTENT ? 'safe' : 'unsafe', verdict };
}
