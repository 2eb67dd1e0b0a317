/**
 * Keys for what workflow code lets activities do. An entry point of its own: a workflow that needs no keys carries none of it.
 *
 * @module
 */
import { operationKeyFor } from '@handrail/common/operation-key';
import { HR6012, sandboxError } from '@handrail/errors/sandbox';
import { workflowInfo } from '@temporalio/workflow';
import { embeddedPolicy } from './internal/embedded-policy';
import { getActivator } from './internal/sdk';

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
 * import { proxyActivities } from '@handrail/workflow';
 * import { operationKey } from '@handrail/workflow/operation-key';
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
  if (typeof id !== 'string' || id.trim() === '') refuse('id', id, "a text that names what is done: 'charge'");
  const isNamed = typeof occurrence === 'string' ? occurrence.trim() !== '' : Number.isSafeInteger(occurrence);
  if (occurrence !== undefined && !isNamed)
    refuse('occurrence', occurrence, "a text or a whole number that names the occasion: '2026-11'");
  return operationKeyFor(scope, id, occurrence);
}

/** A key from nothing would be the same for everything, so the task fails, and no `catch` of the workflow can go on with it. */
function refuse(part: string, value: unknown, expected: string): never {
  const { info } = getActivator();
  const error = sandboxError([HR6012.problem({ part, value: show(value), expected })], embeddedPolicy.links, info);
  getActivator().recordWorkflowTaskError(error);
  throw error;
}

function show(value: unknown): string {
  return typeof value === 'string'
    ? JSON.stringify(value)
    : value === null
      ? 'null'
      : typeof value === 'number'
        ? String(value)
        : typeof value;
}
