import { formatDuration } from '@handrail/common/host';
import { HR4052, HR4053, HR4055, HR4056, type Problem } from '@handrail/errors';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import { activityFacts } from '../activity-facts';
import { isOpen } from '../execution-words';
import type { Failure, Translator } from '../failure';
import { shortMessage } from '../grpc-error';
import type { Description } from '../look-ups';
import { rootCauseOf } from '../root-cause';
import { serverTermination, terminatedByPolicy } from '../terminations';

/** Executions that ended otherwise than by a result. */
export const workflowResult: Translator = async (failure) => {
  const { error, call } = failure;
  if (!(error instanceof WorkflowFailedError)) return undefined;
  const { cause } = error;
  const { workflowId = '' } = call;
  if (cause instanceof CancelledFailure && /^Workflow cancell?ed$/.test(cause.message))
    return HR4056.problem({ workflowId });
  const description = await endedRun(failure);
  const runId = description?.workflowExecutionInfo?.execution?.runId;
  if (runId != null) failure.found.runId = runId;
  if (cause instanceof TerminatedFailure) return await terminated(workflowId, cause, failure);
  const workflowType = description?.workflowExecutionInfo?.type?.name ?? call.workflowType;
  const facts = { workflowId, ...(workflowType !== undefined && { workflowType }) };
  if (cause instanceof TimeoutFailure && cause.message === 'Workflow execution timed out') {
    return HR4053.problem({ ...facts, timeout: timeoutOf(description) });
  }
  return await failed(error, facts, failure);
};

const LAST_EVENTS = 50;

async function failed(
  { cause }: WorkflowFailedError,
  facts: { workflowId: string; workflowType?: string },
  { lookUps, call, found }: Failure,
): Promise<Problem> {
  const { activity, timeoutType, text } = rootCauseOf(cause);
  const isOwn = activity !== undefined && activity === cause;
  const runId = found.runId ?? call.runId;
  const known = isOwn
    ? activityFacts(await lookUps.lastEvents(facts.workflowId, runId, LAST_EVENTS), activity.activityId, timeoutType)
    : {};
  const { path, nexus, begun, undefinedIn } = rootCauseOf(cause, known);
  const late = timeoutType === undefined ? undefined : nexus;
  return HR4052.problem({
    ...facts,
    path,
    ...(undefinedIn !== undefined && { undefinedIn }),
    ...(late !== undefined &&
      (begun === undefined ? { unanswered: late } : { outlasting: { operation: late, work: begun } })),
    rootCause: known.timeout === undefined ? text : `${text}, which is ${known.timeout}`,
  });
}

/** The description of the run that ended; a handle follows later runs, and the id may have begun anew since. */
async function endedRun({ call, lookUps }: Failure): Promise<Description | undefined> {
  const { workflowId, runId } = call;
  if (workflowId === undefined) return undefined;
  const latest = await lookUps.describe(workflowId);
  const info = latest?.workflowExecutionInfo;
  const isMeant = !isOpen(info) && [undefined, info?.execution?.runId, info?.firstRunId].includes(runId);
  return isMeant || runId === undefined ? latest : await lookUps.describe(workflowId, runId);
}

function timeoutOf(description: Description | undefined): string {
  const { executionConfig, workflowExecutionInfo: info } = description ?? {};
  const run = optionalTsToMs(executionConfig?.workflowRunTimeout);
  const whole = optionalTsToMs(executionConfig?.workflowExecutionTimeout);
  const [started, closed] = [optionalTsToMs(info?.startTime), optionalTsToMs(info?.closeTime)];
  if (run === undefined || started === undefined || closed === undefined)
    return 'workflowRunTimeout or workflowExecutionTimeout';
  // The server shortens the run timeout to what is left of the other.
  const isWhole = whole !== undefined && whole > 0 && (run === 0 || run >= whole || closed - started < run - 1_000);
  return isWhole
    ? `workflowExecutionTimeout of ${formatDuration(whole)}`
    : `workflowRunTimeout of ${formatDuration(run)}`;
}

async function terminated(
  workflowId: string,
  cause: TerminatedFailure,
  { call, lookUps, found }: Failure,
): Promise<Problem> {
  const reason = shortMessage(cause) || 'no reason is given';
  const [event] = await lookUps.lastEvents(workflowId, found.runId ?? call.runId, 1);
  const identity = event?.workflowExecutionTerminatedEventAttributes?.identity ?? undefined;
  const policy = terminatedByPolicy(reason);
  if (policy !== undefined) return HR4055.problem({ workflowId, reason, policy });
  const byServer = serverTermination(workflowId, reason, identity);
  return byServer ?? HR4055.problem({ workflowId, reason, ...(identity && { by: `"${identity}"` }) });
}
