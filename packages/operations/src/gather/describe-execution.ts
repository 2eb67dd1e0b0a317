import type { ExecutionFacts } from '../facts';
import type { Answer } from '../internal/server-calls';
import { readDescription } from './description';
import type { Session } from './session';

/** What the server says of an execution in one call: without its history, and without what its children do. */
export async function describeExecution(
  { calls, namespace }: Session,
  workflowId: string,
  runId: string | undefined,
): Promise<Answer<ExecutionFacts>> {
  const answer = await calls.ask('DescribeWorkflowExecution', (service) =>
    service.describeWorkflowExecution({ namespace, execution: { workflowId, ...(runId !== undefined && { runId }) } }),
  );
  return answer.ok ? { ok: true, value: readDescription(answer.value) } : answer;
}
