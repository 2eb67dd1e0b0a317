import { LONGEST_DURATION_MILLISECONDS, millisecondsOf } from '@handrail/common/guards';
import type { SearchAttributes } from '@temporalio/common';
import type { Door } from './door';

/** What a start with an `sla` sends along. */
export interface StartedSla {
  /** In milliseconds, from the start on. */
  readonly sla: number;
  /** In milliseconds since 1970; undefined for the action of a schedule, whose runs have one each. */
  readonly deadline?: number;
  /** Those of the start, with ours. */
  readonly searchAttributes: SearchAttributes;
}

/**
 * The SLA of a start: the deadline stands in a search attribute, so that an execution is found even if its workflow code never
 * runs. A start delay is added: the work cannot begin before.
 */
export function startedSla(door: Pick<Door, 'policy'>, options: object): StartedSla | undefined {
  const { sla: given, startDelay, searchAttributes } = options as Options;
  const sla = millisecondsOf(given);
  if (Number.isNaN(sla)) return undefined;
  const { deadlineAttribute, breachAttribute } = door.policy.sla;
  const fromStart = sla + (millisecondsOf(startDelay) || 0);
  const deadline = Date.now() + fromStart;
  return {
    sla: fromStart,
    deadline,
    searchAttributes: {
      ...searchAttributes,
      [deadlineAttribute]: [new Date(deadline)],
      [breachAttribute]: [false],
    },
  };
}

/** As {@link startedSla}, for the action of a schedule: each run works out its own deadline when it starts. */
export function scheduledSla({ policy }: Pick<Door, 'policy'>, action: object): StartedSla | undefined {
  const { sla: given, searchAttributes } = action as Options;
  const sla = millisecondsOf(given);
  // The attribute also lets the server refuse the schedule where it does not exist, rather than each run.
  return Number.isNaN(sla)
    ? undefined
    : { sla, searchAttributes: { ...searchAttributes, [policy.sla.breachAttribute]: [false] } };
}

/** The default run timeout. One that is not longer than the SLA would end the execution before it could be late. */
export function runTimeoutFor({ policy }: Pick<Door, 'policy'>, options: object): number {
  const { runTimeout } = policy.workflow;
  const sla = millisecondsOf((options as Options).sla);
  return sla >= runTimeout ? Math.min(sla + runTimeout, LONGEST_DURATION_MILLISECONDS) : runTimeout;
}

interface Options {
  readonly sla?: unknown;
  readonly startDelay?: unknown;
  readonly searchAttributes?: SearchAttributes;
}
