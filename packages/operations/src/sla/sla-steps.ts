import type { SlaEntry } from './sla-entry';

/** A step of an execution's lateness, of which a notice tells. */
export interface SlaStep {
  readonly severity: 'warning' | 'breach' | 'still-breached';
  /** Counts the repetitions of `still-breached`, from 1. */
  readonly number: number;
}

// A namespace keeps closed executions, and with them what was notified, for a day at least.
const REMEMBERED_MILLISECONDS = 20 * 3_600_000;

/**
 * The steps that are due for an execution, in their order. What was missed is not made up for one by one: after the breach
 * itself only the latest repetition is of use.
 */
export function dueSteps(
  { state, lateMilliseconds, closeTime }: Pick<SlaEntry, 'state' | 'lateMilliseconds' | 'closeTime'>,
  stillEvery: number,
): readonly SlaStep[] {
  if (state === 'near') return [{ severity: 'warning', number: 0 }];
  const number = Math.floor(lateMilliseconds / stillEvery);
  const breach: readonly SlaStep[] = [{ severity: 'breach', number: 0 }];
  const still: readonly SlaStep[] = number >= 1 ? [{ severity: 'still-breached', number }] : [];
  if (lateMilliseconds >= REMEMBERED_MILLISECONDS && number >= 1) return still;
  // One that has ended does not go on being late.
  return closeTime === null ? [...breach, ...still] : breach;
}

export function isSameStep(one: SlaStep, other: SlaStep): boolean {
  return one.severity === other.severity && one.number === other.number;
}
