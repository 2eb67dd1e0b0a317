import type { Situation } from '../situation';
import { isoTime } from './spoken-time';

/** When the execution's own timeout ends it, as a sentence. */
export function expiryText({ execution: { expiresAt } }: Situation): string {
  return expiresAt === undefined
    ? 'The execution has no timeout: it stays like this for ever.'
    : `The execution times out at ${isoTime(expiresAt)}.`;
}
