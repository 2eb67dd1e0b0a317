import type { Problem } from '@handrail/errors/sandbox';
import type { Guard, GuardedCall, GuardPolicy } from './guards/guard';
import { guardTable } from './guards/guard-table';
import { waiversOf } from './guards/waivers';
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
  const call = given.unreadable === undefined ? { ...given, ...snapshotOptions(given.options) } : given;
  const waivers = waiversOf(call);
  const refused: Problem[] = [];
  const warned: Problem[] = [];
  const waived: { problem: Problem; reason: string }[] = [];
  for (const guard of table) {
    if (!guard.kinds.includes(call.kind)) continue;
    for (const problem of guard.check(call, policy)) {
      const reason = waivers.get(problem.code);
      if (reason !== undefined) waived.push({ problem, reason });
      else if (isRefused(problem, call, strictness)) refused.push(problem);
      else warned.push(problem);
    }
  }
  return { refused, warned, waived };
}

function isRefused(problem: Problem, call: GuardedCall, { mode, soften, tolerates }: Strictness): boolean {
  if (problem.disposition !== 'refuse' || mode === 'warn') return false;
  return !soften?.includes(problem.code) && !tolerates?.(problem, call);
}

/** One problem at one place, however often the call is made: what "once per call site" is counted by. */
export function callSiteKey(problem: Problem, call: Pick<GuardedCall, 'where'>): string {
  return `${problem.code} ${call.where} ${JSON.stringify(problem.facts)}`;
}
