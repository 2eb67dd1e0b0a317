import { type CauseSlug, isHealthy } from '@handrail/operations';
import { ExitCode } from '../exit-code';

// Nothing was found that could be judged.
const NOT_TOLD: ReadonlySet<CauseSlug> = new Set<CauseSlug>(['unknown', 'not-found', 'rate-limited']);

/** What a look at executions ends with: a finding counts more than what could not be told. */
export function exitCodeFor(causes: readonly CauseSlug[]): ExitCode {
  if (causes.some((cause) => !isHealthy(cause) && !NOT_TOLD.has(cause))) return ExitCode.Found;
  return causes.some((cause) => NOT_TOLD.has(cause)) ? ExitCode.CouldNotLook : ExitCode.Fine;
}
