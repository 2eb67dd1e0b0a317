import { HR4029, HR4041, HR4046, HR4047, HR4048, HR4049, HR4057, HR4058, type Problem } from '@handrail/errors';
import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Failure, Translator } from '../failure';
import { GRPC, shortMessage } from '../grpc-error';
import { ranOutOfTime } from '../ran-out-of-time';
import { rootCauseOf } from '../root-cause';
import { failingTask, whoPolls } from '../who-answers';

/** Updates: rejected, failed, lost, not answered. */
export const update: Translator = async (failure) => {
  const { error, grpc, call } = failure;
  if (call.update === undefined) return undefined;
  const facts = { workflowId: call.workflowId ?? '', update: call.update };
  if (/^This WithStartWorkflowOperation instance has already been executed/.test(error.message)) {
    return HR4057.problem({ operation: call.operation });
  }
  if (error instanceof WorkflowUpdateFailedError) return await failed(error.cause, facts, failure);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return await unanswered(error, facts, failure);
  if (grpc?.code === GRPC.FAILED_PRECONDITION && grpc.message.includes('Workflow Task in failed state')) {
    const what = `Update "${facts.update}"`;
    return HR4041.problem({ workflowId: facts.workflowId, what, ...(await failingTask(failure)) });
  }
  return undefined;
};

interface UpdateFacts {
  readonly workflowId: string;
  readonly update: string;
}

async function failed(cause: Error | undefined, facts: UpdateFacts, failure: Failure): Promise<Problem> {
  if (cause instanceof ApplicationFailure) {
    if (cause.type === 'AcceptedUpdateCompletedWorkflow') return HR4058.problem(facts);
    if (/^No registered handler for update: /.test(cause.message)) return HR4048.problem(facts);
  }
  const ran = await wasAccepted(failure);
  const reason = rootCauseOf(cause).text;
  if (ran === false)
    return HR4046.problem({ ...facts, reason: cause === undefined ? reason : shortMessage(cause) || reason });
  return HR4047.problem({ ...facts, reason, ran: ran ?? false });
}

async function unanswered(error: Error, facts: UpdateFacts, failure: Failure): Promise<Problem> {
  const reason = failure.grpc?.message ?? shortMessage(error);
  if (failure.grpc !== undefined && !ranOutOfTime(failure)) {
    return HR4029.problem({ operation: failure.call.operation, reason });
  }
  const accepted = await wasAccepted(failure);
  if (accepted === true) return HR4049.problem({ ...facts, reason, accepted });
  const { failure: task } = await failingTask(failure);
  if (task !== undefined) {
    return HR4041.problem({ workflowId: facts.workflowId, what: `Update "${facts.update}"`, failure: task });
  }
  return HR4049.problem({ ...facts, reason, ...(await whoPolls(failure)) });
}

async function wasAccepted({ call, lookUps }: Failure): Promise<boolean | undefined> {
  const { workflowId, runId, updateId } = call;
  if (workflowId === undefined || updateId === undefined) return undefined;
  return await lookUps.updateWasAccepted(workflowId, runId, updateId);
}
