import type { ErrorCode } from '@handrail/errors';
import type { GuardedCall } from './guarded-calls.js';
import type { Folded } from './fold.js';

/** Whether a call waives a guard, with a reason. A waiver that cannot be read is believed. */
export function isWaived({ options }: GuardedCall, code: ErrorCode): boolean {
  const waive = options.entries.get('waive')?.value;
  if (waive === undefined) return false;
  if (waive.kind !== 'object') return waive.kind === 'unknown';
  const reason = waive.entries.get(code)?.value;
  return reason === undefined ? !waive.isWhole : faultOfReason(reason) === undefined;
}

/** What is wrong with a reason, as a clause; undefined for a good one. */
export function faultOfReason(reason: Folded): string | undefined {
  if (reason.kind === 'unknown') return undefined;
  if (reason.kind === 'object' || typeof reason.value !== 'string') {
    return `the reason is ${reason.kind === 'object' ? 'an object' : String(reason.value)}`;
  }
  return reason.value.trim() === '' ? 'the reason is empty' : undefined;
}
