import { millisecondsOf } from './duration';
import { isArray } from './is-record';

/** A field that the SDK or the server would not accept, and why (a clause that follows "which"). */
export interface RetryPolicyFault {
  readonly field: string;
  readonly reason: string;
}

type Check = (value: unknown, retry: Readonly<Record<string, unknown>>) => boolean;

const CHECKS: readonly [field: string, isFine: Check, reason: string][] = [
  [
    'maximumInterval',
    (value, { initialInterval }) => !(millisecondsOf(value) < millisecondsOf(initialInterval ?? 1_000)),
    'is under the initialInterval',
  ],
  ['backoffCoefficient', (value) => Number.isFinite(value) && (value as number) >= 1, 'is no number from 1 up'],
  // Infinity stands for no limit: the SDK leaves it out. The wire's field is an int32.
  [
    'maximumAttempts',
    (value) => value === Infinity || (Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31),
    'is no positive whole number',
  ],
  ['nonRetryableErrorTypes', isArray, 'is not an array'],
];

/**
 * What is wrong with a retry policy, apart from durations that do not parse: the SDK's own checks, and the server's, which
 * come only after the workflow task.
 */
export function retryPolicyFaults(retry: Readonly<Record<string, unknown>>): readonly RetryPolicyFault[] {
  return CHECKS.filter(([field, isFine]) => retry[field] != null && !isFine(retry[field], retry)).map(
    ([field, , reason]) => ({ field, reason }),
  );
}
