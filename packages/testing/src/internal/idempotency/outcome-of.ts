import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Outcome } from './attempt-plan';
import { readFailure } from './failure';

/** What the worker reports where the activity has thrown: a cancellation counts as one only if it was asked for. */
export function outcomeOf(error: unknown, { cancellationSignal, cancellationDetails }: Context): Outcome {
  const failure = readFailure(error);
  if (!cancellationSignal.aborted || !failure.isCancellation) return { kind: 'failed', failure };
  if (cancellationDetails?.workerShutdown !== true) return { kind: 'cancelled', failure };
  return { kind: 'failed', failure: readFailure(ApplicationFailure.retryable('WORKER_SHUTDOWN', 'WorkerShutdown')) };
}
