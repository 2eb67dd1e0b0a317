import type { OperationsClient } from '../explain-execution';
import type { ExecutionFacts } from '../facts';
import { describeExecution } from '../gather/describe-execution';
import type { OpenChild } from '../history-facts';
import { isOpen } from '../situation';
import { ServerCalls } from './server-calls';

const MOST_LOOKED_AT = 50;

/**
 * Why an execution is not reset to before it asked for these children; undefined where it may be. The new run asks for each of
 * them again: one that is open under its id would fail it, and one under a new id would do the same work twice.
 */
export async function whyChildrenForbid(
  client: OperationsClient,
  execution: ExecutionFacts,
  children: readonly OpenChild[],
): Promise<string | undefined> {
  const asked = { calls: new ServerCalls(client), namespace: client.options.namespace };
  for (const { workflowId } of children.slice(0, MOST_LOOKED_AT)) {
    // A closed execution does not hear of the end of its children.
    const answer = isOpen(execution) ? undefined : await describeExecution(asked, workflowId);
    const isOver = answer !== undefined && (answer.ok ? !isOpen(answer.value) : answer.problem.kind === 'not found');
    if (!isOver) return `child workflow "${workflowId}", which a reset would start again, is open: end it first`;
  }
  return undefined;
}
