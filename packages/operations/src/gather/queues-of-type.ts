import { filterText } from '@handrail/common/host';
import type { ExecutionFacts, QueueFacts } from '../facts';
import { isFresh } from '../situation';
import type { Session } from './session';

const NEWEST = 100;
// A list of many executions takes a server its time; this is of use, and not indispensable.
const LIST_MILLISECONDS = 1_000;

/**
 * The task queues of other executions of the same type: where the name of this one's is misspelt, the right one is among them.
 * Only for an execution whose queue nobody polls, and that no worker has ever taken.
 */
export async function gatherQueuesOfType(
  { calls, namespace, shared }: Session,
  { workflowTask, workflowType, taskQueue, history }: ExecutionFacts,
  queues: readonly QueueFacts[],
  now: number,
): Promise<string[]> {
  const own = queues.find(({ type, name }) => type === 'workflow' && name === taskQueue);
  const isPolled = own === undefined || own.pollers.some((poller) => isFresh(poller, now));
  if (workflowTask === undefined || isPolled || history?.lastTaskCompleted !== undefined) return [];
  const names = await shared.get(`queues of type ${workflowType}`, calls, async (asked) => {
    const query = `WorkflowType = ${filterText(workflowType)}`;
    const list = await asked.ask(
      'ListWorkflowExecutions',
      (service) => service.listWorkflowExecutions({ namespace, pageSize: NEWEST, query }),
      LIST_MILLISECONDS,
    );
    return list.ok ? (list.value.executions ?? []).map((each) => each.taskQueue ?? '') : [];
  });
  return [...new Set(names)].filter((name) => name !== '' && name !== taskQueue);
}
