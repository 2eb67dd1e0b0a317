import type { Situation } from '../situation';
import { isoTime } from './spoken-time';

/** When the execution's own timeout ends it, as a sentence about one that does not move until somebody acts. */
export function expiryText(situation: Situation): string {
  return situation.execution.expiresAt === undefined
    ? 'The execution has no timeout: it stays like this for ever.'
    : timeoutText(situation);
}

/** When the execution's own timeout ends it, as a sentence about one that goes on, or is tried again, by itself. */
export function timeoutText({ execution: { expiresAt } }: Situation): string {
  return expiresAt === undefined
    ? 'The execution itself has no timeout.'
    : `The execution times out at ${isoTime(expiresAt)}.`;
}
