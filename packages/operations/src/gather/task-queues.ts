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
  const look = async (each: Listed): Promise<ReadonlySet<string>> => {
    const answer = await describeExecution(
      { calls, namespace },
      each.execution?.workflowId ?? '',
      each.execution?.runId ?? '',
    );
    // What was closed in the meantime has no queues any more.
    if (!answer.ok && answer.problem.kind !== 'not found') {
      calls.noteMissing('the task queues of pending activities', answer.problem.text);
    }
    const queues = new Set(answer.ok ? answer.value.activities.map(({ taskQueue }) => taskQueue) : []);
    for (const queue of queues) names.add(queue);
    return queues;
  };
  await Promise.all(
    byType(executions).map(async (ofType) => {
      const looked = spread(ofType, FIRST_LOOK);
      const found = await Promise.all(looked.map(look));
      if (areAlike(found)) return;
      await Promise.all(spread(ofType, SECOND_LOOK).flatMap((each) => (looked.includes(each) ? [] : [look(each)])));
    }),
  );
  return [...names].filter((name) => name !== '').sort();
}

/** Executions of one type mostly call the same activities, on the same queues. Where those few differ, more are looked at. */
const FIRST_LOOK = 3;
const SECOND_LOOK = 15;

interface Listed {
  readonly type?: { readonly name?: string | null } | null;
  readonly execution?: { readonly workflowId?: string | null; readonly runId?: string | null } | null;
}

function byType(executions: readonly Listed[]): Listed[][] {
  const groups = new Map<string, Listed[]>();
  for (const each of executions) {
    const name = each.type?.name ?? '';
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups.values()];
}

// From the newest to the oldest: what is old is at a later step, or stuck at one.
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, index) => list[Math.round((index * (list.length - 1)) / (count - 1))] as T);
}

function areAlike(sets: readonly ReadonlySet<string>[]): boolean {
  const [first, ...others] = sets.map((set) => [...set].sort().join('\n'));
  return others.every((other) => other === first);
}
