import { formatDuration, logProblem, readField } from '@handrail/common/host';
import { enrich, HR5031, type Links, type Problem } from '@handrail/errors';
import { GracefulShutdownPeriodExpiredError, type Worker } from '@temporalio/worker';

/** What a worker's `shutdownForceTime` has come to. */
export interface ExpiredShutdown {
  /** Appends it to what the run is rejected with; undefined where the time is not over. */
  explain(error: unknown): unknown;
}

/**
 * Tells what a worker leaves behind when its `shutdownForceTime` is over, at that moment: its run may take long to be rejected then,
 * or not be at all, and with something else. The core says that the worker is still in use, or the SDK that its executions are, which
 * comes up while it is torn down and hides the reason; that is put back as the cause.
 *
 * @param left what is to be said of activities that are running then
 */
export function watchExpiredShutdown(
  worker: Worker,
  left: () => Problem | undefined,
  links: Partial<Links>,
): ExpiredShutdown {
  let expired: { readonly reason: Error; readonly problem: Problem } | undefined;
  const note = (reason: unknown): void => {
    if (expired !== undefined || !(reason instanceof GracefulShutdownPeriodExpiredError)) return;
    const { taskQueue, shutdownForceTimeMs = 0 } = worker.options;
    const problem = left() ?? HR5031.problem({ taskQueue, forceTime: formatDuration(shutdownForceTimeMs) });
    expired = { reason, problem };
    logProblem(problem, { links }, { taskQueue });
  };
  // Not a part of the SDK's surface; without it the error of the run is looked at.
  const subject = readField(worker, 'instantTerminateErrorSubject') as ErrorSubject | undefined;
  if (typeof readField(subject, 'subscribe') === 'function') subject?.subscribe({ error: note });
  return {
    explain(error) {
      note(error);
      if (expired === undefined) return undefined;
      const { reason, problem } = expired;
      if (error instanceof Error && error !== reason && error.cause === undefined)
        Reflect.defineProperty(error, 'cause', { value: reason, configurable: true, writable: true });
      return enrich(error, problem, { links });
    },
  };
}

interface ErrorSubject {
  subscribe(observer: { readonly error: (reason: unknown) => void }): unknown;
}
