import type { HandrailDuration, Policy, PolicyInput } from '@handrail/common';
import { resolvePolicy } from '@handrail/common/host';
import type { OperationsClient } from '../explain-execution';
import { type CallLimits, ServerCalls } from '../internal/server-calls';
import { requireDuration } from './monitor-options';
import { lookAtSlas } from './look-at-slas';
import type { SlaEntry } from './sla-entry';

/** What {@link checkSla} takes. */
export interface SlaCheckOptions {
  /** Names the search attributes. @default the default policy */
  readonly policy?: PolicyInput | Policy | undefined;
  /** How long before its deadline an execution is near it. @default '15 minutes' */
  readonly warnBefore?: HandrailDuration | undefined;
  /** How many executions are looked at. @default 1000 */
  readonly most?: number | undefined;
  readonly limits?: CallLimits | undefined;
  /** The time of looking, in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** The answer of {@link checkSla}. */
export interface SlaReport {
  readonly schema: 'handrail.sla/1';
  readonly namespace: string;
  /** ISO 8601. */
  readonly checkedAt: string;
  /** Out of their SLA, the latest first. */
  readonly late: readonly SlaEntry[];
  /** About to be, the nearest first. */
  readonly near: readonly SlaEntry[];
  readonly notExamined: readonly string[];
}

export const DEFAULT_WARN_BEFORE = '15 minutes';

/**
 * Lists the open executions that are out of their SLA or near it. It asks for the deadline, not for a mark that workflow code
 * sets: executions whose tasks fail, or that no worker takes, are found all the same.
 *
 * @throws HandrailError HR7070 where the namespace lacks the search attributes, or has them with another type, HR7076 where it does not list
 * executions
 */
export async function checkSla(client: OperationsClient, options: SlaCheckOptions = {}): Promise<SlaReport> {
  const { most = 1_000, limits, now = Date.now } = options;
  const warnBefore = requireDuration('warnBefore', options.warnBefore ?? DEFAULT_WARN_BEFORE);
  const calls = new ServerCalls(client, { calls: Number.POSITIVE_INFINITY, ...limits });
  const found: SlaEntry[] = [];
  const policy = resolvePolicy(options.policy);
  const look = { policy, calls, now, warnBefore, closedSince: undefined, most };
  await lookAtSlas(client, look, (entry) => void found.push(entry));
  found.sort((one, other) => other.lateMilliseconds - one.lateMilliseconds);
  return {
    schema: 'handrail.sla/1',
    namespace: client.options.namespace,
    checkedAt: new Date(now()).toISOString(),
    // One that was closed in the meantime is not open any more.
    late: found.filter(({ state, closeTime }) => state === 'late' && closeTime === null),
    near: found.filter(({ state }) => state === 'near'),
    notExamined: calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
  };
}
