import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { isAbortError } from '@temporalio/common/lib/type-helpers';

/** What the server would hear of an error. */
export interface Failure {
  readonly type: string;
  readonly message: string;
  readonly isRetryable: boolean;
  readonly isCancellation: boolean;
}

/** Reads whatever was thrown: also what is no error. */
export function readFailure(error: unknown): Failure {
  const isCancellation = error instanceof CancelledFailure || isAbortError(error);
  if (error instanceof ApplicationFailure) {
    const { type, message, nonRetryable } = error;
    return { type: type ?? 'Error', message, isRetryable: nonRetryable !== true, isCancellation };
  }
  if (error instanceof Error) return { type: error.name, message: error.message, isRetryable: true, isCancellation };
  return { type: typeof error, message: textOf(error), isRetryable: true, isCancellation };
}

function textOf(value: unknown): string {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  } catch {
    return String(value);
  }
}
