import type { ServerCalls } from '../internal/server-calls';
import { CLAIM_TYPE } from '../sla/claim-service';
import { describeExecution } from './describe-execution';

// The notices of the SLA monitor have queues that no worker polls.
const OPEN = `ExecutionStatus = "Running" AND WorkflowType != "${CLAIM_TYPE}"`;

/** The task queues of open executions and of what they have pending: no server lists its queues. */
export async function listQueues(calls: ServerCalls, namespace: string, sample: number): Promise<string[]> {
  const list = await calls.tryAsk('open executions', 'ListWorkflowExecutions', (service) =>
    service.listWorkflowExecutions({ namespace, pageSize: sample, query: OPEN }),
  );
  const executions = list?.executions ?? [];
  if ((list?.nextPageToken?.length ?? 0) > 0) {
    calls.noteMissing('the task queues of further open executions', `the newest ${sample} were looked at`);
  }
  const names = new Set(executions.map(({ taskQueue }) => taskQueue ?? ''));
  await Promise.all(
    oneOfEachType(executions).map(async ({ workflowId, runId }) => {
      const answer = await describeExecution({ calls, namespace }, workflowId, runId);
      if (answer.ok) for (const { taskQueue } of answer.value.activities) names.add(taskQueue);
    }),
  );
  return [...names].filter((name) => name !== '').sort();
}

const MOST_OF_A_TYPE = 3;

interface Listed {
  readonly type?: { readonly name?: string | null } | null;
  readonly execution?: { readonly workflowId?: string | null; readonly runId?: string | null } | null;
}

// Executions of one type call the same activities, on the same queues.
function oneOfEachType(executions: readonly Listed[]): { workflowId: string; runId: string }[] {
  const seen = new Map<string, number>();
  return executions.flatMap(({ type, execution }) => {
    const count = (seen.get(type?.name ?? '') ?? 0) + 1;
    seen.set(type?.name ?? '', count);
    return count > MOST_OF_A_TYPE ? [] : [{ workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '' }];
  });
}
