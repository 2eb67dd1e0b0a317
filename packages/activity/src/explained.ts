/**
 * The SDK's functions of activities, which say with a code that no activity runs, and what to do instead.
 *
 * @module
 */
import { BoundedSet, judgeProblems, pointInSeconds, readDuration, showValue, unitless } from '@handrail/common/host';
import { enrich, explainCalls, HR2010, HR2035, HR5013, type Problem } from '@handrail/errors';
import * as sdk from '@temporalio/activity';

/** The SDK's `Context`: `Context.current()` is that of the attempt that runs, with its cancellation, heartbeat, logger and info. */
export const Context = explained('Context', sdk.Context);
export type Context = sdk.Context;
/** What is known of the attempt that runs: its ids, attempt number, timeouts and the details of the last heartbeat. */
export const activityInfo = explained('activityInfo', sdk.activityInfo);
/** Why the activity is to stop, once it is: cancelled, timed out, paused, reset, or unknown to the server. */
export const cancellationDetails = explained('cancellationDetails', sdk.cancellationDetails);
/** An `AbortSignal` that is aborted when the activity is to stop; `fetch` and others take it. */
export const cancellationSignal = explained('cancellationSignal', sdk.cancellationSignal);
/** A promise that rejects with a `CancelledFailure` when the activity is to stop, and never resolves. */
export const cancelled = explained('cancelled', sdk.cancelled);
/** The worker's client, to be used within activities. */
export const getClient = explained('getClient', sdk.getClient);
/** Tells the server that the attempt is alive; its details come back to the next attempt in `activityInfo().heartbeatDetails`. How an activity hears of its cancellation, too. */
export const heartbeat = explained('heartbeat', sdk.heartbeat);
/** The worker's logger, with what is known of the attempt in each line. */
export const log = explained('log', sdk.log);
/** The worker's meter of metrics, with the activity's tags. */
export const metricMeter = explained('metricMeter', sdk.metricMeter);
/** Waits, unless the activity is to stop before: then it rejects with a `CancelledFailure`. No timer of a workflow. */
export const sleep: typeof sdk.sleep = explained('sleep', (ms) => {
  const problem = durationProblem(ms);
  // Called first, for it says where no activity runs.
  const sleeping = sdk.sleep(ms);
  tellOddDuration(ms);
  return problem === undefined ? sleeping : refuse(sleeping, problem);
});

function explained<T>(name: string, value: T): T {
  return explainCalls(value, { path: [name], explain });
}

/** Node.js takes a longer time for none at all. */
const LONGEST_TIMER = 2_147_483_647;

function durationProblem(ms: unknown): Problem | undefined {
  const read = readDuration(ms, { zero: true, negative: true });
  const { milliseconds = 0 } = read;
  const reason = milliseconds > LONGEST_TIMER ? 'is longer than the 24.8 days that a timer can wait' : read.reason;
  if (reason === undefined) return undefined;
  const { suggestion } = read;
  const facts = { subject: 'A call of sleep', field: 'duration', value: showValue(ms), reason };
  return HR2010.problem({ ...facts, ...(suggestion !== undefined && { suggestion }) });
}

/** The types of activities of which it was told, and what. */
const told = new BoundedSet(1_000);

function tellOddDuration(ms: unknown): void {
  const value = unitless(ms);
  const subject = `Activity "${sdk.Context.current().info.activityType}"`;
  const problem =
    value === undefined ? pointInSeconds(subject, 'sleep', ms) : HR2035.problem({ subject, field: 'sleep', value });
  if (problem !== undefined && told.add(`${problem.code} ${subject}`)) judgeProblems([problem]);
}

/** The SDK fails of what is no duration; of a time that no timer can wait it waits none, without a word. */
async function refuse(sleeping: Promise<void>, problem: Problem): Promise<void> {
  try {
    await sleeping;
  } catch (error) {
    throw enrich(error, problem);
  }
  judgeProblems([problem]);
}

function explain(error: unknown, path: readonly string[]): unknown {
  if (!(error instanceof Error) || error.message !== 'Activity context not initialized') return error;
  return enrich(error, HR5013.problem({ call: path.join('.') }));
}
