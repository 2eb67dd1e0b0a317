import type { CauseSlug, Explanation } from '@handrail/operations';
import { ExitCode } from '../exit-code';

// Nothing was found that could be judged.
const NOT_TOLD: ReadonlySet<CauseSlug> = new Set<CauseSlug>(['unknown', 'not-found', 'rate-limited']);

/** What a look at executions ends with: a finding counts more than what could not be told. */
export function exitCodeFor(looks: readonly Pick<Explanation, 'cause' | 'healthy'>[]): ExitCode {
  if (looks.some(({ cause, healthy }) => !healthy && !NOT_TOLD.has(cause))) return ExitCode.Found;
  return looks.some(({ cause }) => NOT_TOLD.has(cause)) ? ExitCode.CouldNotLook : ExitCode.Fine;
}
