import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { isPlainJson, type PayloadCall, type PayloadGuard } from '@handrail/common/host';
import { enrich, type Problem } from '@handrail/errors';

interface BadHeartbeat {
  readonly problem: Problem;
  readonly call: PayloadCall;
}

const badHeartbeats = new WeakMap<Context, BadHeartbeat>();

/**
 * Looks at the details of an activity's heartbeats. What cannot be sent is logged with its path; the SDK then cancels the
 * activity. It does not throw: a heartbeat often stands in the callback of a timer, and would end the process.
 */
export function watchHeartbeats(context: Context, guard: PayloadGuard, callOf: () => PayloadCall): void {
  const { heartbeat } = context;
  if (context.info.isLocal) return;
  const look = (call: PayloadCall): void => {
    const problem = guard.problemOf(call);
    // What would arrive as something else.
    if (problem === undefined) return guard.inspect(call);
    badHeartbeats.set(context, { problem, call });
    guard.warn(problem, call);
  };
  const watched = (details?: unknown): void => {
    if (!isPlainJson(details)) look({ ...callOf(), slots: [{ path: ['details'], value: details }] });
    heartbeat(details);
  };
  // Plainly assigned: redefining the property would cost each activity more than all else here.
  (context as { heartbeat: Context['heartbeat'] }).heartbeat = watched;
}

/** The SDK fails such an activity with the text `HEARTBEAT_DETAILS_CONVERSION_FAILED`. */
export function explainHeartbeatFailure(error: Error): void {
  if (error.message !== 'HEARTBEAT_DETAILS_CONVERSION_FAILED') return;
  const context = asyncLocalStorage.getStore();
  const bad = context && badHeartbeats.get(context);
  if (bad !== undefined) enrich(error, bad.problem, bad.call.context);
}
