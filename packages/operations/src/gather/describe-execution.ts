import type { ExecutionFacts } from '../facts';
import type { Answer, ServerCalls, Service } from '../internal/server-calls';
import { readDescription } from './description';
import { description } from './description-shape';
import { callInShape } from './undecoded';

/** Who is asked, and about which namespace. */
export interface Asked {
  readonly calls: ServerCalls;
  readonly namespace: string;
}

/**
 * What the server says of an execution in one call: without its history, and without what its children do.
 *
 * @param runId the newest run where it is not given
 */
export async function describeExecution(
  { calls, namespace }: Asked,
  workflowId: string,
  runId?: string,
): Promise<Answer<ExecutionFacts>> {
  const request = { namespace, execution: { workflowId, ...(runId !== undefined && { runId }) } };
  const answer = await calls.ask('DescribeWorkflowExecution', (service) =>
    callInShape(
      calls.connection,
      service,
      namespace,
      (each: Service) => each.describeWorkflowExecution(request),
      description,
    ),
  );
  return answer.ok ? { ok: true, value: readDescription(answer.value) } : answer;
}
