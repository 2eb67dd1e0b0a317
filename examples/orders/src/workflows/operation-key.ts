import { workflowInfo } from '@handrail/workflow';

/**
 * Names one step of one order, to be sent along as its idempotency key. It is made in workflow code: the same in every
 * attempt, on replay and after a reset, another one when the workflow id is used again.
 */
export function operationKey(step: string): string {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return `${workflowId}/${firstExecutionRunId}/${step}`;
}
