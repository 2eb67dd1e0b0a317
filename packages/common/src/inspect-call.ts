import { HR2015, type Problem } from '@handrail/errors/sandbox';
import { type Guard, type GuardedCall, type GuardPolicy, subjectOf } from './guards/guard';
import { guardTable } from './guards/guard-table';
import { waiverOf } from './guards/waivers';
import { showThrown } from './show-value';
import { snapshotOptions } from './snapshot-options';

/** What the guards found in one call, sorted by what is to be done about it. */
export interface Verdict {
  /** Stops the call. */
  readonly refused: readonly Problem[];
  /** Logged and counted; the call goes on. */
  readonly warned: readonly Problem[];
  /** Waived by the call itself, with the reason. */
  readonly waived: readonly { readonly problem: Problem; readonly reason: string }[];
}

/** How strictly a verdict is to be taken at one door. */
export interface Strictness {
  /** `warn` stops nothing. */
  readonly mode: 'enforce' | 'warn';
  /** Codes that only warn here, such as HR2003 in a test environment. */
  readonly soften?: readonly string[];
  /** Whether a baseline tolerates this problem here. */
  readonly tolerates?: (problem: Problem, call: GuardedCall) => boolean;
}

/**
 * Runs every guard on a call's merged options: one violation never hides another. Pure, and throws for no options
 * whatever: logging, counting and throwing are the door's.
 */
export function inspectCall(
  given: GuardedCall,
  policy: GuardPolicy,
  strictness: Strictness,
  table: readonly Guard[] = guardTable,
): Verdict {
  const call = given.unreadable ? given : { ...given, ...snapshotOptions(given.options) };
  return inspectSnapshot(call, policy, { soften: [], tolerates: () => false, ...strictness }, table);
}

/** As {@link inspectCall}, of a call whose options were read; workflow bundles have room for no more. */
export function inspectSnapshot(
  call: GuardedCall,
  policy: GuardPolicy,
  { mode, soften, tolerates }: Required<Strictness>,
  table: readonly Guard[] = guardTable,
): Verdict {
  const verdict = { refused: [] as Problem[], warned: [] as Problem[], waived: [] as Verdict['waived'][number][] };
  for (const row of table) {
    if (!row.kinds.includes(call.kind)) continue;
    for (const problem of problemsOf(row, call, policy)) {
      const { code, disposition } = problem;
      const reason = waiverOf(call, code);
      const isRefused = mode === 'enforce' && disposition === 'refuse' && !soften.includes(code);
      if (reason) verdict.waived.push({ problem, reason });
      else if (isRefused && !tolerates(problem, call)) verdict.refused.push(problem);
      else verdict.warned.push(problem);
    }
  }
  return verdict;
}

/** An exception of a guard's own would look like the failure of what is called: it is reported, and the call goes on. */
function problemsOf(row: Guard, call: GuardedCall, policy: GuardPolicy): readonly Problem[] {
  try {
    return row.check(call, policy);
  } catch (error) {
    return [HR2015.problem({ subject: subjectOf(call), guard: row.name, error: showThrown(error) })];
  }
}

/** One problem at one place, however often the call is made: what "once per call site" is counted by. */
export function callSiteKey(problem: Problem, call: Pick<GuardedCall, 'where'>): string {
  return `${problem.code} ${call.where} ${JSON.stringify(problem.facts)}`;
}
