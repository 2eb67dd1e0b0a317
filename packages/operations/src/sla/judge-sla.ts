import type { SlaEntry } from './sla-entry';

/** What is known of an execution with an SLA. Times are milliseconds since 1970. */
export interface SlaFacts extends Pick<SlaEntry, 'workflowId' | 'runId' | 'workflowType' | 'status' | 'owner'> {
  readonly startTime: number;
  readonly closeTime: number | undefined;
  /** Undefined while the SLA is paused, and for an execution without one. */
  readonly deadline: number | undefined;
}

/**
 * Whether an execution is late or about to be; undefined where it is neither. An execution that was closed before its
 * deadline never was late, whatever the time is now.
 *
 * @param warnBefore how long before the deadline an execution is near it. A short SLA is near its end only once half of it is over.
 */
export function judgeSla(facts: SlaFacts, now: number, warnBefore: number): SlaEntry | undefined {
  const { deadline, startTime, closeTime, ...rest } = facts;
  if (deadline === undefined) return undefined;
  const lateMilliseconds = (closeTime ?? now) - deadline;
  const isNear = closeTime === undefined && -lateMilliseconds <= Math.min(warnBefore, (deadline - startTime) / 2);
  if (lateMilliseconds < 0 && !isNear) return undefined;
  return {
    ...rest,
    state: lateMilliseconds >= 0 ? 'late' : 'near',
    deadline: new Date(deadline).toISOString(),
    lateMilliseconds,
    startTime: new Date(startTime).toISOString(),
    closeTime: closeTime === undefined ? null : new Date(closeTime).toISOString(),
  };
}

/** The same execution at another time; undefined where it is neither late nor near it then. */
export function judgeAgain(entry: SlaEntry, now: number, warnBefore: number): SlaEntry | undefined {
  const { deadline, startTime, closeTime, ...rest } = entry;
  const facts = {
    ...rest,
    deadline: Date.parse(deadline),
    startTime: Date.parse(startTime),
    closeTime: closeTime === null ? undefined : Date.parse(closeTime),
  };
  return judgeSla(facts, now, warnBefore);
}
