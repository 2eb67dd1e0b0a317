import type { EffectivePolicy } from '@handrail/common';
import { type GuardedCall, guardTable, inspectCall } from '@handrail/common/guards';
import {
  addressOf,
  type CheckContext,
  createGuardHost,
  createPayloadGuard,
  epochDurations,
  type GuardHost,
  linksFor,
  type PayloadGuard,
  unitlessDurations,
} from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { ClientOptions } from '@temporalio/client';
import type { ErrorPlace, ErrorTarget } from './failure';

/** What the guards of one client share: its policy, and where its errors point to. */
export interface Door extends ErrorPlace {
  readonly policy: EffectivePolicy;
  /** The connection that the client has made for itself, where it was given none. */
  connection: unknown;
  /** Looks at the values that calls send. */
  readonly payloads: PayloadGuard;
  /**
   * Checks a call, see `GuardHost.check`.
   *
   * @param problems what was found besides the guards
   */
  check(call: GuardedCall, target: ErrorTarget, problems?: readonly Problem[]): void;
  /** Tells of what was found in a call that no guard looks at, once for each place, see `GuardHost.judge`. */
  judge(problem: Problem, where: string, target: ErrorTarget): void;
  /** Checks a call only where the SDK would throw on its options before any interceptor sees them. */
  checkEarly(call: GuardedCall, target: ErrorTarget): void;
}

// The SDK compiles durations, and copies options, before its interceptors run.
const EARLY = [
  ...guardTable.filter(({ name }) => name === 'HR2010' || name === 'HR2013'),
  unitlessDurations,
  epochDurations,
];

/** The door of a client with these options. */
export function openDoor(
  policy: EffectivePolicy,
  {
    connection,
    namespace = 'default',
    dataConverter,
  }: Pick<ClientOptions, 'connection' | 'namespace' | 'dataConverter'>,
): Door {
  const host: GuardHost = createGuardHost({ policy });
  const address = addressOf(connection);
  const links = linksFor(policy, address);
  const context = (target: ErrorTarget): CheckContext => ({
    links,
    inspect: { namespace, ...target },
  });
  return {
    policy,
    namespace,
    address,
    connection,
    slaAttributes: Object.values(policy.sla),
    payloads: createPayloadGuard(policy, dataConverter),
    context,
    check: (call, target, problems = []) => host.check(call, { ...context(target), problems }),
    judge: (problem, where, target) => host.judge(problem, where, context(target)),
    checkEarly(call, target) {
      const { refused, warned } = inspectCall(call, policy, { mode: 'enforce' }, EARLY);
      if (refused.length > 0) host.check(call, context(target));
      for (const problem of warned) host.judge(problem, call.where, context(target));
    },
  };
}
