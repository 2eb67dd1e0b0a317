import { asyncLocalStorage, type Context } from '@temporalio/activity';
import type { PayloadCall, PayloadGuard } from '@handrail/common/host';
import { enrich, type Problem } from '@handrail/errors';
import type { FailureConverter } from '@temporalio/common';
import type { Worker } from '@temporalio/worker';

interface BadHeartbeat {
  readonly problem: Problem;
  readonly call: PayloadCall;
}

const badHeartbeats = new WeakMap<Context, BadHeartbeat>();

/**
 * Looks at the details of an activity's heartbeats. What cannot be sent is logged with its path; the SDK then cancels the
 * activity. It does not throw: a heartbeat often stands in the callback of a timer, and would end the process.
 */
export function watchHeartbeats(context: Context, guard: PayloadGuard, call: PayloadCall): void {
  const { heartbeat } = context;
  if (context.info.isLocal) return;
  const watched = (details?: unknown): void => {
    const slots = [{ path: ['details'], value: details }];
    const problem = guard.problemOf({ ...call, slots });
    if (problem !== undefined) {
      badHeartbeats.set(context, { problem, call });
      guard.warn(problem, call);
    }
    heartbeat(details);
  };
  Object.defineProperty(context, 'heartbeat', { value: watched, configurable: true, enumerable: true, writable: true });
}

/**
 * The SDK fails such an activity with the text `HEARTBEAT_DETAILS_CONVERSION_FAILED` after all interceptors have run. Only the
 * failure converter sees it; the worker's copy of the loaded converter gets one around the user's.
 */
export function explainHeartbeatFailures(worker: Worker): void {
  const { loadedDataConverter } = worker.options;
  const { failureConverter } = loadedDataConverter;
  if (failureConverter instanceof ExplainingConverter) return;
  loadedDataConverter.failureConverter = new ExplainingConverter(failureConverter);
}

class ExplainingConverter implements FailureConverter {
  constructor(readonly own: FailureConverter) {}

  failureToError(...args: Parameters<FailureConverter['failureToError']>): Error {
    return this.own.failureToError(...args);
  }

  errorToFailure(
    ...args: Parameters<FailureConverter['errorToFailure']>
  ): ReturnType<FailureConverter['errorToFailure']> {
    const [error] = args;
    if (error instanceof Error && error.message === 'HEARTBEAT_DETAILS_CONVERSION_FAILED') {
      const context = asyncLocalStorage.getStore();
      const bad = context && badHeartbeats.get(context);
      if (bad !== undefined) enrich(error, bad.problem, bad.call.context);
    }
    return this.own.errorToFailure(...args);
  }
}
