import type { CauseSlug, Explanation, RepairPlan } from '@handrail/operations';
import { ExitCode } from '../exit-code';

// Nothing was found that could be judged.
const NOT_TOLD: ReadonlySet<CauseSlug> = new Set<CauseSlug>(['unknown', 'not-found', 'rate-limited']);

/** Whether a verdict says what holds, and not that this could not be told. */
export function isTold({ cause }: Pick<Explanation, 'cause'>): boolean {
  return !NOT_TOLD.has(cause);
}

/** What a look at executions ends with: a finding counts more than what could not be told. */
export function exitCodeFor(looks: readonly Pick<Explanation, 'cause' | 'healthy'>[]): ExitCode {
  if (looks.some((look) => !look.healthy && isTold(look))) return ExitCode.Found;
  return looks.every(isTold) ? ExitCode.Fine : ExitCode.CouldNotLook;
}

/** For a plan that repairs nothing: where nothing could be looked at, or no verdict was to be had, that says nothing. */
export function exitCodeForNothing({
  untold = 0,
  examined,
  notExamined,
}: Pick<RepairPlan, 'untold' | 'examined' | 'notExamined'>): ExitCode {
  return untold > 0 || (examined === 0 && notExamined.length > 0) ? ExitCode.CouldNotLook : ExitCode.Fine;
}
