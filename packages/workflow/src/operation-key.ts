import { showValue } from '@handrail/common/guards';
import { operationKeyFor } from '@handrail/common/operation-key';
import { HR6012, sandboxError } from '@handrail/errors/sandbox';
import { workflowInfo } from '@temporalio/workflow';
import { refuse } from './internal/guard-call';

/**
 * The idempotency key of something that this workflow does once: pass it to the activity as an argument, which sends it to the
 * provider or gives it to a ledger. It is the same in every attempt, on replay, after a reset and after continue-as-new, and
 * another one in every other workflow, also in a later one with the same workflow id.
 *
 * What a workflow does again on purpose (each month, each item, each run of a cron schedule) needs the `occurrence`: without it
 * the second time counts as a repetition of the first.
 *
 * @param id what is done: `charge`
 * @param occurrence the how manieth or for what: `2026-11`, `3`, an item's id
 * @throws HandrailError HR6012 where one of them is missing or is no text; it fails the workflow task
 * @example
 * ```ts
 * import { operationKey, proxyActivities } from '@handrail/workflow';
 *
 * interface Activities {
 *   charge(request: { key: string; cents: number }): Promise<string>;
 * }
 * const { charge } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });
 *
 * export async function subscription(month: string): Promise<void> {
 *   await charge({ key: operationKey('charge', month), cents: 500 });
 * }
 * ```
 */
export function operationKey(id: string, occurrence?: string | number): string {
  // Outside of a workflow the SDK says so.
  const scope = workflowInfo();
  requireName('id', id, typeof id === 'string');
  if (occurrence !== undefined) {
    requireName('occurrence', occurrence, typeof occurrence === 'string' || Number.isSafeInteger(occurrence));
  }
  return operationKeyFor(scope, id, occurrence);
}

/** A key from nothing would be the same for everything, so the task fails, and no `catch` of the workflow can go on with it. */
function requireName(part: string, value: unknown, isName: boolean): void {
  if (isName && String(value).trim()) return;
  refuse(sandboxError([HR6012.problem({ part, value: showValue(value) })]));
}
