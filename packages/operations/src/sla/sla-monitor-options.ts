import type { EffectivePolicy, HandrailDuration, Policy, PolicyInput } from '@handrail/common';
import { resolvePolicy } from '@handrail/common/host';
import { DEFAULT_WARN_BEFORE } from './check-sla';
import { requireDuration, requireWait } from './monitor-options';
import type { SlaSink } from './sla-sink';

/** What both forms of the monitor take. */
export interface SlaMonitorOptions {
  /** Where notices go: all of them get each. */
  readonly sinks: readonly SlaSink[];
  /** How often it looks. @default '1 minute' */
  readonly every?: HandrailDuration | undefined;
  /** How long before its deadline an execution is warned of, at most half of its SLA. @default '15 minutes' */
  readonly warnBefore?: HandrailDuration | undefined;
  /** How often is told again of an execution that goes on being late. @default '4 hours' */
  readonly stillEvery?: HandrailDuration | undefined;
  /** How far a first look goes back for executions that have ended late. @default '1 hour' */
  readonly catchUp?: HandrailDuration | undefined;
  /** Names the search attributes, and gives the links. @default the default policy */
  readonly policy?: PolicyInput | Policy | undefined;
  /** How many executions one look goes through. @default 10000 */
  readonly most?: number | undefined;
  /** How long a sink may take for a notice before it has failed. @default '1 minute' */
  readonly sinkTimeout?: HandrailDuration | undefined;
}

/**
 * Refuses options that a monitor refuses, too: for who wants to know before a client is made.
 *
 * @throws HandrailError HR7073 for durations that are not valid, HR9001 for a policy
 */
export function checkSlaMonitorOptions(options: Omit<SlaMonitorOptions, 'sinks'>): void {
  readMonitorOptions(options);
}

/** The options that have to be read, in milliseconds. */
export function readMonitorOptions(options: Omit<SlaMonitorOptions, 'sinks'>): {
  readonly every: number;
  readonly sinkTimeout: number;
  readonly warnBefore: number;
  readonly stillEvery: number;
  readonly catchUp: number;
  readonly policy: EffectivePolicy;
} {
  return {
    every: requireWait('every', options.every ?? '1 minute', 100),
    sinkTimeout: requireWait('sinkTimeout', options.sinkTimeout ?? '1 minute', 100),
    warnBefore: requireDuration('warnBefore', options.warnBefore ?? DEFAULT_WARN_BEFORE),
    stillEvery: requireDuration('stillEvery', options.stillEvery ?? '4 hours', 1_000),
    catchUp: requireDuration('catchUp', options.catchUp ?? '1 hour'),
    policy: resolvePolicy(options.policy),
  };
}
