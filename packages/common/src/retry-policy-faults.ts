import { readDuration } from './duration';
import type { RETRY_FIELDS } from './guards/option-names';
import { showValue } from './show-value';

/** A field that the SDK or the server would not accept, and why (a clause that follows "which"). */
export interface RetryPolicyFault {
  readonly field: (typeof RETRY_FIELDS)[number];
  readonly value: unknown;
  readonly reason: string;
}

// The wire's field is an int32.
const MOST_ATTEMPTS = 2_147_483_647;

/**
 * What is wrong with a retry policy, apart from durations that do not parse: the SDK's own checks, and the server's, which
 * come only after the workflow task.
 */
export function retryPolicyFaults(retry: Readonly<Record<string, unknown>>): readonly RetryPolicyFault[] {
  const faults: RetryPolicyFault[] = [];
  const { backoffCoefficient, maximumAttempts, nonRetryableErrorTypes, maximumInterval, initialInterval } = retry;
  const initial = readDuration(initialInterval ?? 1_000).milliseconds;
  const maximum = readDuration(maximumInterval).milliseconds;
  if (initial !== undefined && maximum !== undefined && maximum < initial) {
    const than =
      initialInterval == null
        ? 'the default initialInterval, 1 second'
        : `initialInterval: ${showValue(initialInterval)}`;
    faults.push({ field: 'maximumInterval', value: maximumInterval, reason: `is shorter than ${than}` });
  }
  if (backoffCoefficient != null && !(Number.isFinite(backoffCoefficient) && (backoffCoefficient as number) >= 1)) {
    faults.push({ field: 'backoffCoefficient', value: backoffCoefficient, reason: 'is not a number from 1 up' });
  }
  if (maximumAttempts != null && maximumAttempts !== Number.POSITIVE_INFINITY && !isAttemptCount(maximumAttempts)) {
    faults.push({ field: 'maximumAttempts', value: maximumAttempts, reason: 'is not a positive whole number' });
  }
  if (nonRetryableErrorTypes != null && !isStringArray(nonRetryableErrorTypes)) {
    const reason = 'is not an array of error type names';
    faults.push({ field: 'nonRetryableErrorTypes', value: nonRetryableErrorTypes, reason });
  }
  return faults;
}

function isAttemptCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MOST_ATTEMPTS;
}

function isStringArray(value: unknown): boolean {
  try {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    // A proxy whose traps throw.
    return false;
  }
}
