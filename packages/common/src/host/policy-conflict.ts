import { HR5002, type Problem } from '@handrail/errors';
import type { EffectivePolicy } from '../effective-policy';
import { policyDifferences } from './policy-differences';
import { logProblem } from './log-problem';

/** Somebody who applies a policy. */
export interface PolicyHolder {
  /** As a message names it: `the worker of task queue "orders"`. */
  readonly name: string;
  readonly policy: EffectivePolicy;
}

/**
 * Warns (HR5002) when two holders apply policies that lead to different verdicts, once for each pair of policies in a
 * process. It never stops anything: both policies are valid, and executions are running.
 *
 * @param ignored fields whose difference is meant
 */
export function reportPolicyConflict(
  left: PolicyHolder,
  right: PolicyHolder,
  ignored: readonly (keyof EffectivePolicy)[] = [],
): void {
  const differences = policyDifferences(left.policy, right.policy, ignored);
  if (differences.length === 0) return;
  const pair = pairOf(left.policy.digest, right.policy.digest);
  const { reported } = processPolicies();
  if (reported.has(pair)) return;
  reported.add(pair);
  warn(HR5002.problem({ left: left.name, right: right.name, differences }), right.policy);
}

/** Notes who applies which policy in this process, and reports a client and a worker that disagree. */
export function notePolicy(role: 'client' | 'worker', holder: PolicyHolder): void {
  const { holders } = processPolicies();
  const key = `${role} ${holder.policy.digest}`;
  if (holders.has(key)) return;
  holders.set(key, { role, ...holder });
  for (const other of holders.values()) {
    if (other.role === role) continue;
    const [client, worker] = role === 'client' ? [holder, other] : [other, holder];
    reportPolicyConflict(client, worker);
  }
}

/**
 * Reports that an execution was started under another policy than that of the worker that runs it. Only the digest of the
 * starter's policy crosses the wire: what differs can be named where this process holds that policy, too.
 */
export function reportForeignPolicy(digest: string, starter: string, worker: PolicyHolder): void {
  // Then it is the worker's prebuilt bundle that has another policy, which is reported when the worker is created.
  if (digest === worker.policy.digest) return;
  const { holders, reported } = processPolicies();
  const known = [...holders.values()].find(({ policy }) => policy.digest === digest);
  if (known !== undefined) return reportPolicyConflict({ name: starter, policy: known.policy }, worker);
  const pair = pairOf(digest, worker.policy.digest);
  if (reported.has(pair)) return;
  reported.add(pair);
  warn(HR5002.problem({ left: starter, right: worker.name, differences: [] }), worker.policy);
}

interface ProcessPolicies {
  readonly holders: Map<string, PolicyHolder & { readonly role: 'client' | 'worker' }>;
  readonly reported: Set<string>;
}

// On globalThis, because client and worker may load two copies of this package.
const POLICIES = Symbol.for('handrail.policies');

function processPolicies(): ProcessPolicies {
  const holder = globalThis as { [POLICIES]?: ProcessPolicies };
  return (holder[POLICIES] ??= { holders: new Map(), reported: new Set() });
}

function pairOf(left: string, right: string): string {
  return [left, right].sort().join(' ');
}

function warn(problem: Problem, { links }: EffectivePolicy): void {
  logProblem(problem, { links });
}
